/** The card's link that stands in the direction of an arrow key from `from`; undefined at the edge. */
export function cardTowards(from: Element, key: string): HTMLElement | undefined {
  const column = from.closest("[data-column]");
  const board = column?.parentElement;
  if (!column || !board) return undefined;
  const columns = [...board.querySelectorAll("[data-column]")].map(cardsOf).filter((cards) => cards.length > 0);
  const here = columns.findIndex((cards) => cards.some((card) => card === from));
  const place = columns[here]?.findIndex((card) => card === from) ?? -1;
  if (here < 0 || place < 0) return undefined;
  if (key === "ArrowUp") return columns[here]?.[place - 1];
  if (key === "ArrowDown") return columns[here]?.[place + 1];
  const beside = columns[here + (key === "ArrowRight" ? 1 : -1)];
  return beside?.[Math.min(place, beside.length - 1)];
}

const cardsOf = (column: Element) => [...column.querySelectorAll<HTMLElement>("a.cand-link")];
