import fc from "fast-check";

/**
 * `npm test` draws the same examples each time, so that a change is judged and not the draw; new ones are
 * drawn by `npm run test:deep`.
 */
fc.configureGlobal({ seed: 20_190_730 });
