declare const disclosed: unique symbol;

/**
 * A value that has passed the one door out (bot/disclosure/disclose.ts), which alone may make
 * one. Cards, replies and notifications take nothing else.
 */
export type Disclosed<T> = T & { readonly [disclosed]: true };
