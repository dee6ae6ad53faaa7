import { createContext } from "react";

/**
 * The nonce of this page's Content-Security-Policy; empty in the browser, where React must not compare it. The pages kept
 * for guests are rendered with one too, which is then taken out (http/guest-pages).
 */
export const NonceContext = createContext("");
