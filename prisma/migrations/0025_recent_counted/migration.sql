-- Children of the last days are counted into "rollup_ranking", too.
ALTER TABLE "rollup" DROP CONSTRAINT "rollup_kind";
ALTER TABLE "rollup" ADD CONSTRAINT "rollup_kind"
  CHECK ("kind" IN ('starts', 'lengths', 'returns', 'meetings', 'children', 'recent'));
