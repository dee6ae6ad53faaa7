/** The letter as it was typed, with its line breaks. */
export function Letter({ text }: { text: string }) {
  return text ? <p className="letter">{text}</p> : <p className="quiet">No letter was sent.</p>;
}
