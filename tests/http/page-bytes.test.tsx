import fc from "fast-check";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { pageBytes } from "~/http/page-bytes.server.ts";
import { markup, written } from "~/ui/markup";

const page = (texts: readonly string[]) => (
  <main>
    {texts.map((text, index) => (
      <section key={index} title={text}>
        {text}
        <div {...written(markup`<b>${text}</b>`, markup`<i>${index}</i>`)} />
      </section>
    ))}
  </main>
);

test("the bytes of a page are those of its text, whatever stands in it", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("<!--", "-->", "<!--0:0-->", "£–“”🩺", "\uD83E"),
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 20 }), (texts) => {
      const render = () => renderToString(page(texts));
      expect(pageBytes(render).equals(Buffer.from(`<!DOCTYPE html>${render()}`))).toBe(true);
    }),
  );
});

test("a page longer than what is set aside for one is whole", () => {
  const render = () => renderToString(page(["–".repeat(500_000)]));
  expect(pageBytes(render).equals(Buffer.from(`<!DOCTYPE html>${render()}`))).toBe(true);
});

test("after a page that could not be rendered, markup stands where it is written again", () => {
  const fail = () => {
    throw new Error("no page");
  };
  expect(() => pageBytes(fail)).toThrow("no page");
  expect(written(markup`<b>1</b>`)).toEqual({ dangerouslySetInnerHTML: { __html: "<b>1</b>" } });
});
