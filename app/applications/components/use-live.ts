import { useEffect, useState } from "react";

/** Whether script runs by now: what does nothing without it is shown only then. */
export function useLive(): boolean {
  const [live, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  return live;
}
