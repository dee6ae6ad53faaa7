import { renderToStaticMarkup } from "react-dom/server";
import type { WrittenMail } from "~/billing/write-mail.server.tsx";

/** The words of a page or mail, one space between any two. */
export const wordsOf = (html: string) =>
  html
    .replace(/<style.*?<\/style>/gs, "")
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll("&nbsp;", " ")
    // What fills the preview of a mail up.
    .replace(/[\u034f\u200b-\u200f\ufeff]/g, "")
    .replace(/\s+/g, " ");

/** What its addressee reads of a mail. */
export const mailWords = ({ element }: WrittenMail) => wordsOf(renderToStaticMarkup(element));
