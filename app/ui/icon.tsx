import spriteUrl from "./icons.svg?url&no-inline";

/** The symbols of icons.svg. */
export type IconName =
  | "ok" | "seal" | "x" | "miss" | "warn" | "info" | "chev" | "save" | "bell" | "sift" | "star"
  | "ap-yes" | "ap-some" | "ap-no" | "rate" | "clock" | "flag" | "list" | "plus" | "down" | "away"
  | "mail" | "file" | "edit" | "eye"; // prettier-ignore

/**
 * A glyph from the sprite, always beside words, so it is hidden from screen readers. The sprite is one cached file of
 * our own origin (`img-src 'self'`): lighter than repeating the symbols in every page and in the script.
 */
export function Icon({ name, fill = false, className }: { name: IconName; fill?: boolean; className?: string }) {
  return (
    <svg className={["i", fill && "fill", className].filter(Boolean).join(" ")} aria-hidden="true">
      <use href={`${spriteUrl}#${name}`} />
    </svg>
  );
}

/** The sprite's URL, for a preload link. */
export const iconSpriteUrl: string = spriteUrl;
