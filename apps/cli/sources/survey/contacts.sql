-- An answer is an outcome: it never enters the score, and shows how well the score predicts. A customer is a domain. So that
-- the answers meet the contacts of another source, give customerId here as that source gives it.
SELECT
  'OutcomeObserved' AS type, domain_of(email) AS "customerId", answered AS "occurredAt", answered AS "recordedAt",
  'survey:' || survey || ':' || pseudonym(email) || ':' || answered AS "idempotencyKey",
  upper(survey) AS kind, coalesce(TRY_CAST(score AS DOUBLE)::VARCHAR, score) AS value, source_line
FROM answers
WHERE score IS NOT NULL
