-- Event webhooks of tickets (ticket.created, ticket.comment_added, ticket.status_changed). They do not have the address of the requester, so a
-- requester without an organization is user-ID here; where exports call the same person otherwise, identities say so.
WITH sent AS (
  SELECT
    replace(body ->> '$.type', 'zen:event-type:ticket.', '') AS happened, body ->> '$.time' AS happened_at, body -> '$.event' AS event,
    body ->> '$.detail.id' AS ticket, body ->> '$.detail.subject' AS subject, body ->> '$.detail.priority' AS priority,
    lower(body ->> '$.detail.via.channel') AS via, (body ->> '$.detail.submitter_id') <> (body ->> '$.detail.requester_id') AS is_by_other,
    coalesce('org-' || (body ->> '$.detail.organization_id'), 'user-' || (body ->> '$.detail.requester_id')) AS customer
  FROM request
)
SELECT
  'IssueReported' AS type, customer AS "customerId", happened_at AS "occurredAt", 'zendesk:ticket:' || ticket AS "idempotencyKey",
  'ZD-' || ticket AS "issueId", left(subject, 200) AS title, severity(priority) AS severity,
  CASE WHEN is_by_other AND via NOT IN ('voice', 'phone', 'chat') THEN 'PROVIDER' ELSE 'CUSTOMER' END AS "raisedBy",
  CASE via WHEN 'email' THEN 'EMAIL' WHEN 'voice' THEN 'PHONE' WHEN 'phone' THEN 'PHONE' WHEN 'chat' THEN 'CHAT' WHEN 'native_messaging' THEN 'CHAT' WHEN 'web' THEN 'PORTAL' END AS channel
FROM sent WHERE happened = 'created'
UNION ALL BY NAME
SELECT
  'StatusUpdateGiven' AS type, customer AS "customerId", happened_at AS "occurredAt", 'zendesk:comment:' || (event ->> '$.comment.id') AS "idempotencyKey",
  'ZD-' || ticket AS "about.issueId"
FROM sent WHERE happened = 'comment_added' AND (event ->> '$.comment.is_public') = 'true' AND (event ->> '$.comment.author.is_staff') = 'true'
UNION ALL BY NAME
SELECT 'IssueResolved' AS type, customer AS "customerId", happened_at AS "occurredAt", 'ZD-' || ticket AS "issueId"
FROM sent WHERE happened = 'status_changed' AND (event ->> '$.current') = 'SOLVED'
