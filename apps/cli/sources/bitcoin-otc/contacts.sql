-- A rating is an expectation of a fair trade with the rated user, set and settled at once.
SELECT
  type,
  'user-' || target AS "customerId",
  to_timestamp(time) AS "occurredAt",
  to_timestamp(time) AS "recordedAt",
  'user-' || source AS "recordedBy",
  source || '-' || target AS "expectationId",
  CASE type WHEN 'ExpectationSet' THEN 'A fair trade' END AS what,
  CASE type WHEN 'ExpectationSettled' THEN rating > 0 END AS kept,
  rating,
  source_line
FROM ratings, (VALUES (1, 'ExpectationSet'), (2, 'ExpectationSettled')) AS contacts(rule, type)
ORDER BY source_line, rule
