/** JSON that a test reaches into; a wrong path fails the test's expectation. */
// biome-ignore lint/suspicious/noExplicitAny: a type for every answer would only repeat the expectations
export type Json = any;
