-- A customer is an entity. A follow-up that is not private and not by a requester is a word about the ticket.
WITH issues AS (SELECT *, 'GLPI-' || id AS issue, 'entity-' || entities_id AS customer FROM tickets WHERE is_deleted = 0),
requesters AS (SELECT tickets_id, users_id FROM actors WHERE type = 1)
SELECT
  'IssueReported' AS type, customer AS "customerId", date AS "occurredAt", date AS "recordedAt",
  'user-' || users_id_recipient AS "recordedBy", 'glpi:ticket:' || id AS "idempotencyKey", issue AS "issueId", left(name, 200) AS title,
  -- GLPI counts from the least urgent: 1 very low to 5 very high, 6 major.
  CASE WHEN priority <= 2 THEN 'MINOR' WHEN priority = 3 THEN 'NORMAL' ELSE 'MAJOR' END AS severity,
  CASE WHEN EXISTS (FROM requesters WHERE tickets_id = issues.id AND users_id = 0) OR NOT EXISTS (FROM requesters WHERE tickets_id = issues.id) THEN 'PROVIDER' ELSE 'CUSTOMER' END AS "raisedBy"
FROM issues
UNION ALL BY NAME
SELECT
  'StatusUpdateGiven' AS type, customer AS "customerId", followups.date AS "occurredAt", followups.date AS "recordedAt",
  'user-' || users_id AS "recordedBy", 'glpi:followup:' || followups.id AS "idempotencyKey", issue AS "about.issueId"
FROM followups JOIN issues ON issues.id = items_id
WHERE itemtype = 'Ticket' AND is_private = 0
  AND NOT EXISTS (FROM requesters WHERE tickets_id = items_id AND requesters.users_id = followups.users_id)
UNION ALL BY NAME
SELECT
  'IssueResolved' AS type, customer AS "customerId", solvedate AS "occurredAt", solvedate AS "recordedAt",
  'user-' || users_id_lastupdater AS "recordedBy", 'glpi:solved:' || id AS "idempotencyKey", issue AS "issueId"
FROM issues WHERE solvedate IS NOT NULL AND status IN (5, 6)
