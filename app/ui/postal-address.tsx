/** Where those who run the board take letters, in its lines; nothing while there is no such address. */
export function PostalAddress({ text }: { text: string }) {
  if (!text) return null;
  return <address className="postal">{text}</address>;
}
