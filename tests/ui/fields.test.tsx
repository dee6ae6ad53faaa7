import { type FieldMetadata } from "@conform-to/react";
import { describe, expect, expectTypeOf, it } from "vitest";
import { CheckboxField, CheckboxGroup, RadioGroup } from "~/ui/choice-fields";
import { type FieldMeta } from "~/ui/field";
import { ErrorSummary, summaryErrors } from "~/ui/notes";
import { FileField, PasswordField, SelectField, TextArea, TextField } from "~/ui/text-fields";
import { render } from "./render";

const wrong: FieldMeta = {
  id: "f-email",
  name: "email",
  required: true,
  initialValue: "dana@",
  errors: ["Not whole."],
};

/** The value of an attribute of the first element whose tag begins like this. */
function attribute(html: string, tag: string, name: string): string | undefined {
  const element = new RegExp(`<${tag}[^>]*>`).exec(html)?.[0] ?? "";
  return new RegExp(` ${name}="([^"]*)"`).exec(element)?.[1];
}

describe("a field", () => {
  it("takes Conform's metadata as they are", () => {
    expectTypeOf<FieldMetadata<string>>().toMatchTypeOf<FieldMeta>();
    expectTypeOf<FieldMetadata<string[]>>().toMatchTypeOf<FieldMeta>();
    expectTypeOf<FieldMetadata<File>>().toMatchTypeOf<FieldMeta>();
    expectTypeOf<FieldMetadata<boolean>>().toMatchTypeOf<FieldMeta>();
  });

  it("ties label, help and error to its control", async () => {
    const html = await render(<TextField field={wrong} label="E-mail" help="We write to it." />);
    expect(attribute(html, "label", "for")).toBe("f-email");
    expect(attribute(html, "input", "id")).toBe("f-email");
    expect(attribute(html, "input", "aria-invalid")).toBe("true");
    expect(attribute(html, "input", "aria-describedby")).toBe("f-email-error f-email-help");
    expect(html).toMatch(/id="f-email-error"[^>]*>.*Not whole\./);
    expect(html).toMatch(/id="f-email-help"[^>]*>We write to it\./);
    expect(html).toContain("(required)");
  });

  it("uses the form library's ids where it names them", async () => {
    const field = { ...wrong, errorId: "e1", descriptionId: "d1" };
    const html = await render(<TextField field={field} label="E-mail" help="We write to it." />);
    expect(attribute(html, "input", "aria-describedby")).toBe("e1 d1");
    expect(html).toContain('id="e1"');
    expect(html).toContain('id="d1"');
  });

  it("without an error or help points at nothing", async () => {
    const html = await render(<TextField field={{ id: "a", name: "a" }} label="A" />);
    expect(html).not.toContain("aria-describedby");
    expect(html).not.toContain("aria-invalid");
  });

  it("keeps what was typed, in every kind of control", async () => {
    const typed = { ...wrong, initialValue: 'a "b" <c>' };
    expect(attribute(await render(<TextField field={typed} label="T" />), "input", "value")).toBe(
      "a &quot;b&quot; &lt;c&gt;",
    );
    expect(await render(<TextArea field={typed} label="T" />)).toContain("a &quot;b&quot; &lt;c&gt;</textarea>");
    const options = [
      { value: "a", label: "A" },
      { value: "b", label: "B" },
    ];
    const chosen = { ...wrong, initialValue: "b" };
    expect(await render(<SelectField field={chosen} label="S" options={options} />)).toContain('value="b" selected=""');
    expect(await render(<RadioGroup field={chosen} label="R" options={options} />)).toMatch(
      /checked="" value="b"|value="b"[^>]*checked=""/,
    );
    const several = await render(
      <CheckboxGroup field={{ ...wrong, initialValue: ["a", "b"] }} label="C" options={options} />,
    );
    expect(several.match(/checked=""/g)).toHaveLength(2);
    expect(await render(<CheckboxField field={{ ...wrong, initialValue: "on" }} label="Yes" />)).toContain(
      'checked=""',
    );
  });

  it("never sends a password back", async () => {
    const field = { ...wrong, initialValue: "correct horse" };
    expect(
      await render(<PasswordField field={field} label="Password" autoComplete="current-password" />),
    ).not.toContain("correct horse");
  });

  it("does not ask again for a file that was kept", async () => {
    const kept = { fileName: "cv.pdf", inputName: "keptResume", value: "token" };
    const html = await render(
      <FileField field={{ id: "cv", name: "cv", required: true }} label="Résumé" kept={kept} />,
    );
    expect(html).toContain("cv.pdf");
    expect(html).toMatch(/<input type="hidden" name="keptResume" value="token"/);
    expect(html).not.toMatch(/type="file"[^>]*required=""|required=""[^>]*type="file"/);
  });

  it("of several choices is named by its legend and described by its error", async () => {
    const options = [
      { value: "a", label: "A" },
      { value: "b", label: "B" },
    ];
    const html = await render(<RadioGroup field={wrong} label="Pick" options={options} />);
    expect(attribute(html, "fieldset", "aria-describedby")).toBe("f-email-error");
    expect(html).toMatch(/<legend[^>]*>Pick/);
    expect(attribute(html, "input", "id")).toBe("f-email");
  });
});

describe("the error summary", () => {
  it("links each error to its control, the form's own errors first", async () => {
    const errors = summaryErrors([{ label: "E-mail", field: wrong }], ["Someone else saved this."]);
    const html = await render(<ErrorSummary errors={errors} />);
    expect(html).toContain("2 things to correct");
    expect(html).toContain('<a href="#f-email">E-mail: Not whole.</a>');
    expect(html.indexOf("Someone else")).toBeLessThan(html.indexOf("E-mail:"));
    expect(attribute(html, 'div class="note', "role")).toBe("alert");
    expect(attribute(html, 'div class="note', "tabindex")).toBe("-1");
  });

  it("is not there when nothing is wrong", async () => {
    expect(await render(<ErrorSummary errors={[]} />)).toBe("");
  });
});
