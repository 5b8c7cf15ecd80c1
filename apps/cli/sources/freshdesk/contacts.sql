-- A customer is a company, or a requester without one. A public conversation that is not incoming is a word about the ticket.
WITH issues AS (
  SELECT *, 'FD-' || id AS issue, coalesce('company-' || company_id, pseudonym(requester.email), 'requester-' || requester_id) AS customer
  FROM tickets
)
SELECT
  'IssueReported' AS type, customer AS "customerId", created_at AS "occurredAt", created_at AS "recordedAt",
  'agent-' || responder_id AS "recordedBy", 'freshdesk:ticket:' || id AS "idempotencyKey", issue AS "issueId", left(subject, 200) AS title,
  -- Freshdesk counts from the least urgent.
  CASE priority WHEN 1 THEN 'MINOR' WHEN 2 THEN 'NORMAL' ELSE 'MAJOR' END AS severity,
  CASE source WHEN 10 THEN 'PROVIDER' ELSE 'CUSTOMER' END AS "raisedBy",
  CASE source WHEN 1 THEN 'EMAIL' WHEN 2 THEN 'PORTAL' WHEN 3 THEN 'PHONE' WHEN 7 THEN 'CHAT' WHEN 9 THEN 'PORTAL' WHEN 10 THEN 'EMAIL' END AS channel
FROM issues
UNION ALL BY NAME
SELECT
  'StatusUpdateGiven' AS type, customer AS "customerId", conversations.created_at AS "occurredAt", conversations.created_at AS "recordedAt",
  'agent-' || user_id AS "recordedBy", 'freshdesk:conversation:' || conversations.id AS "idempotencyKey", issue AS "about.issueId"
FROM conversations JOIN issues ON issues.id = ticket_id
WHERE NOT incoming AND NOT private
UNION ALL BY NAME
SELECT
  'IssueResolved' AS type, customer AS "customerId", stats.resolved_at AS "occurredAt", stats.resolved_at AS "recordedAt",
  'agent-' || responder_id AS "recordedBy", 'freshdesk:resolved:' || id AS "idempotencyKey", issue AS "issueId"
FROM issues WHERE stats.resolved_at IS NOT NULL AND status IN (4, 5)
