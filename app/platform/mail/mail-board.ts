import { createContext } from "react";

/** What every mail says about its sender. */
export interface Board {
  name: string;
  /** The address of the board, without a slash at its end. */
  url: string;
}

/** `sendMail` provides it to the template. */
export const BoardContext = createContext<Board>({ name: "CareerCenter", url: "http://localhost" });
