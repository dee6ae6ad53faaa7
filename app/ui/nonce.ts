import { createContext } from "react";

/** The nonce of this page's Content-Security-Policy; empty in the browser, where React must not compare it. */
export const NonceContext = createContext("");
