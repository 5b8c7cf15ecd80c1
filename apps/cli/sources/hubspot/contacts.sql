-- A customer is a company. What is associated with none is left out. We called or met: a check-in, since nothing says that
-- something was wrong. A call that came in says nothing of us, and is left out.
WITH called AS (SELECT unnest(results, max_depth := 2) FROM calls),
met AS (SELECT unnest(results, max_depth := 2) FROM meetings),
asked AS (SELECT unnest(results, max_depth := 2) FROM tickets),
companies_of AS (SELECT unnest(results, max_depth := 2) FROM companies),
issues AS (
  SELECT *, 'HS-' || id AS issue, 'company-' || associations.companies.results[1].id AS customer
  FROM asked WHERE associations.companies.results[1].id IS NOT NULL
)
SELECT
  'CheckInHeld' AS type, 'company-' || associations.companies.results[1].id AS "customerId",
  properties.hs_timestamp AS "occurredAt", "createdAt" AS "recordedAt", 'owner-' || properties.hubspot_owner_id AS "recordedBy",
  'hubspot:call:' || id AS "idempotencyKey", 'PHONE' AS channel, left(text(properties.hs_call_body), 4000) AS note
FROM called
WHERE properties.hs_call_direction = 'OUTBOUND' AND properties.hs_call_status = 'COMPLETED' AND associations.companies.results[1].id IS NOT NULL
UNION ALL BY NAME
SELECT
  'CheckInHeld' AS type, 'company-' || associations.companies.results[1].id AS "customerId",
  properties.hs_meeting_start_time AS "occurredAt", 
  -- A time that cannot be read goes on as the text that it is: the contact is then refused, and names it.
  CASE WHEN at("createdAt", NULL, NULL) IS NULL THEN "createdAt" ELSE greatest("createdAt", properties.hs_meeting_start_time) END AS "recordedAt",
  'owner-' || properties.hubspot_owner_id AS "recordedBy",
  'hubspot:meeting:' || id AS "idempotencyKey", NULL AS channel, left(text(properties.hs_meeting_title), 4000) AS note
FROM met
WHERE properties.hs_meeting_outcome = 'COMPLETED' AND associations.companies.results[1].id IS NOT NULL
UNION ALL BY NAME
SELECT
  'IssueReported' AS type, customer AS "customerId", properties.createdate AS "occurredAt", properties.createdate AS "recordedAt",
  'owner-' || properties.hubspot_owner_id AS "recordedBy", 'hubspot:ticket:' || id AS "idempotencyKey",
  issue AS "issueId", left(properties.subject, 200) AS title, severity(properties.hs_ticket_priority) AS severity, 'CUSTOMER' AS "raisedBy",
  -- The mails of a ticket are no part of it here, so silence means nothing.
  false AS "wordsTracked",
  CASE properties.source_type WHEN 'EMAIL' THEN 'EMAIL' WHEN 'PHONE' THEN 'PHONE' WHEN 'CHAT' THEN 'CHAT' WHEN 'FORM' THEN 'PORTAL' END AS channel
FROM issues
UNION ALL BY NAME
SELECT
  'IssueResolved' AS type, customer AS "customerId", properties.closed_date AS "occurredAt", properties.closed_date AS "recordedAt",
  'owner-' || properties.hubspot_owner_id AS "recordedBy", 'hubspot:closed:' || id AS "idempotencyKey", issue AS "issueId"
FROM issues WHERE properties.closed_date IS NOT NULL
UNION ALL BY NAME
SELECT
  'RelationshipOpened' AS type, 'company-' || id AS "customerId", properties.createdate AS "occurredAt", properties.createdate AS "recordedAt",
  left(properties.name, 200) AS name, left(properties.industry, 100) AS segment, 'owner-' || properties.hubspot_owner_id AS owner
FROM companies_of
