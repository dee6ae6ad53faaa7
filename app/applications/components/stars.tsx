import { Icon } from "~/ui/icon.tsx";

/** The team's rating, 1 to 5; null is said in words. */
export function Stars({ rating }: { rating: number | null }) {
  if (rating === null) return <span>Not rated</span>;
  return (
    <span className="stars" role="img" aria-label={`Rated ${rating} of 5`}>
      {[1, 2, 3, 4, 5].map((star) => (
        <Icon key={star} name="star" className={star > rating ? "off" : undefined} />
      ))}
    </span>
  );
}
