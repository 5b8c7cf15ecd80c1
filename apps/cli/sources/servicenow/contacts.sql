-- A customer is a company, or a caller without one. What a journal has under "comments" the caller can read.
WITH issues AS (
  SELECT *, coalesce(company, 'caller-' || "caller_id.user_name") AS customer FROM incidents
)
SELECT
  'IssueReported' AS type, customer AS "customerId", opened_at AS "occurredAt", opened_at AS "recordedAt",
  opened_by AS "recordedBy", 'servicenow:incident:' || number AS "idempotencyKey",
  number AS "issueId", source_line, left(short_description, 200) AS title, severity(priority) AS severity, cmdb_ci AS service,
  -- What monitoring finds nobody has called about.
  CASE WHEN lower(contact_type) IN ('event', 'monitoring', 'alert') THEN 'PROVIDER' ELSE 'CUSTOMER' END AS "raisedBy",
  CASE lower(contact_type) WHEN 'phone' THEN 'PHONE' WHEN 'email' THEN 'EMAIL' WHEN 'chat' THEN 'CHAT' WHEN 'walk-in' THEN 'IN_PERSON' WHEN 'self-service' THEN 'PORTAL' END AS channel
FROM issues
UNION ALL BY NAME
SELECT
  'StatusUpdateGiven' AS type, customer AS "customerId", sys_created_on AS "occurredAt", sys_created_on AS "recordedAt",
  sys_created_by AS "recordedBy", 'servicenow:journal:' || journal.sys_id AS "idempotencyKey", number AS "about.issueId", journal.source_line
FROM journal JOIN issues ON issues.sys_id = element_id
WHERE element = 'comments' AND sys_created_by <> "caller_id.user_name"
UNION ALL BY NAME
SELECT
  'IssueResolved' AS type, customer AS "customerId", coalesce(resolved_at, closed_at) AS "occurredAt", coalesce(resolved_at, closed_at) AS "recordedAt",
  resolved_by AS "recordedBy", 'servicenow:resolved:' || number AS "idempotencyKey", number AS "issueId", source_line
FROM issues WHERE coalesce(resolved_at, closed_at) IS NOT NULL
