/** A worker or a web process, each of which beats every few seconds, is taken for gone after so many without a beat. */
export const BEAT_GONE = 30;
