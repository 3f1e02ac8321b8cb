-- Months are counted anew: with the most episodes that one child had in them, in "rollup_ranking".
DELETE FROM "rollup" WHERE "kind" = 'starts';
DELETE FROM "rollup_start";
