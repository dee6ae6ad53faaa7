import { useId } from "react";

/** Long work with its counts: `1,204 of 3,000 rows`, and the time left when the server knows it. */
export function WorkProgress({
  label,
  done,
  total,
  left,
}: {
  label: string;
  done: number;
  total: number;
  left?: string;
}) {
  const id = useId();
  return (
    <div className="work-bar">
      <div>
        <label htmlFor={id}>{label}</label>
        {left ? <span className="quiet">{left} left</span> : null}
      </div>
      <progress id={id} max={Math.max(total, 1)} value={Math.min(done, total)} />
    </div>
  );
}
