-- One row of the file is one state of one incident. Many rows of an incident share a minute, so their order comes from the counts,
-- which never fall. A caller who is unknown is left out: all of them together are no customer.
-- A time that cannot be read goes on as the text that it is: the contact is then refused, and names it.
WITH states AS (
  SELECT
    number, opened_by, contact_type, priority, made_sla,
    -- As it was first published, the log has labels (Caller 2403), and calls two columns otherwise.
    regexp_replace(COLUMNS('^(caller_id|category|cmdb_ci|assignment_group)$'), '^[A-Za-z]+ +(\d+)$', '\1') AS '\1',
    regexp_replace(COLUMNS('^(category_1|subcategory)$'), '^[A-Za-z]+ +(\d+)$', '\1') AS subcategory,
    COLUMNS('^(ident|incident)_state$') AS state,
    opened_at, sys_updated_at,
    try_strptime(opened_at, '%d/%m/%Y %H:%M') AS opened,
    try_strptime(sys_updated_at, '%d/%m/%Y %H:%M') AS updated,
    reassignment_count AS reassigned,
    reopen_count AS reopened,
    sys_mod_count AS modified,
    source_line AS line
  FROM incidents
),
steps AS (
  SELECT *,
    CASE WHEN regexp_full_match(number, '\d+') THEN 'INC' || number ELSE number END AS issue,
    'caller-' || first_value(caller_id) OVER incident AS customer,
    row_number() OVER incident AS step,
    first_value(line) OVER incident AS first_line,
    lag(state) OVER incident AS state_before,
    coalesce(reassigned > lag(reassigned) OVER incident, false) AS is_handed_over,
    coalesce(reopened > lag(reopened) OVER incident, false) AS is_reopened,
    reopened > first_value(reopened) OVER incident AS was_reopened
  FROM states
  WHERE caller_id IS NOT NULL AND state <> '-100'
  WINDOW incident AS (PARTITION BY number ORDER BY reassigned, reopened, modified, line)
),
told AS (
  SELECT *,
    CASE WHEN step = 1 THEN coalesce(opened::VARCHAR, opened_at) ELSE coalesce(updated::VARCHAR, sys_updated_at) END AS moment,
    last_closed IS NOT NULL AND step = last_closed AS is_closing
  FROM (SELECT *, max(CASE WHEN state = 'Closed' THEN step END) OVER (PARTITION BY number) AS last_closed FROM steps)
  -- What comes after the last Closed row changes nothing.
  WHERE last_closed IS NULL OR step <= last_closed
),
contacts AS (
  SELECT *, unnest([
    CASE WHEN step = 1 THEN 'IssueReported' END,
    -- Without a due time: the log only says in the end whether the target was kept.
    CASE WHEN step = 1 THEN 'ExpectationSet' END,
    CASE WHEN is_handed_over THEN 'IssueHandedOver' END,
    -- The issue was not solved, and the customer found out first.
    CASE WHEN is_reopened THEN 'SurpriseDelayOccurred' END,
    CASE WHEN state IN ('Awaiting User Info', 'Resolved') AND state IS DISTINCT FROM state_before THEN 'StatusUpdateGiven' END,
    CASE WHEN is_closing THEN 'IssueResolved' END,
    CASE WHEN is_closing THEN 'ExpectationSettled' END
  ]) AS type, generate_subscripts([1, 2, 3, 4, 5, 6, 7], 1) AS rule
  FROM told
)
SELECT
  type,
  customer AS "customerId",
  moment AS "occurredAt",
  moment AS "recordedAt",
  opened_by AS "recordedBy",
  line AS source_line,
  'incident:' || number || ':' || modified || ':' || type AS "idempotencyKey",
  NULL AS name,
  CASE WHEN type IN ('IssueReported', 'ExpectationSet', 'IssueHandedOver', 'IssueResolved') THEN issue END AS "issueId",
  CASE WHEN type IN ('ExpectationSet', 'ExpectationSettled') THEN issue || '-target' END AS "expectationId",
  CASE type
    WHEN 'StatusUpdateGiven' THEN {'issueId': issue, 'expectationId': NULL}
    WHEN 'SurpriseDelayOccurred' THEN {'issueId': NULL, 'expectationId': issue || '-target'}
  END AS about,
  CASE type WHEN 'IssueReported' THEN 'CUSTOMER' END AS "raisedBy",
  -- The log has states and teams, but not what was said to the caller, so silence means nothing.
  CASE type WHEN 'IssueReported' THEN false END AS "wordsTracked",
  CASE type WHEN 'IssueReported' THEN nullif(concat_ws(', ', 'Category ' || category, 'subcategory ' || subcategory), '') END AS title,
  CASE type WHEN 'IssueReported' THEN coalesce(cmdb_ci, 'Category ' || category) END AS service,
  CASE type WHEN 'IssueReported' THEN
    CASE priority[1] WHEN '1' THEN 'MAJOR' WHEN '2' THEN 'MAJOR' WHEN '3' THEN 'NORMAL' WHEN '4' THEN 'MINOR' END
  END AS severity,
  CASE type WHEN 'IssueReported' THEN
    CASE contact_type WHEN 'Phone' THEN 'PHONE' WHEN 'Email' THEN 'EMAIL' WHEN 'Self service' THEN 'PORTAL' END
  END AS channel,
  CASE type WHEN 'ExpectationSet' THEN 'Resolved within the target' END AS what,
  CASE type WHEN 'IssueHandedOver' THEN
    CASE WHEN regexp_full_match(assignment_group, '\d+') THEN 'group-' ELSE '' END || assignment_group
  END AS "to",
  CASE type WHEN 'ExpectationSettled' THEN made_sla AND NOT was_reopened END AS kept,
  CASE type WHEN 'ExpectationSet' THEN assignment_group END AS "assignment group",
  CASE type WHEN 'ExpectationSet' THEN category END AS category
FROM (FROM contacts WHERE type IS NOT NULL ORDER BY first_line, step, rule)
UNION ALL BY NAME
SELECT
  'RelationshipOpened' AS type,
  customer AS "customerId",
  coalesce(min(opened), min(updated))::VARCHAR AS "occurredAt",
  coalesce(min(opened), min(updated))::VARCHAR AS "recordedAt",
  arg_min_null(opened_by, (opened, first_line)) AS "recordedBy",
  'Caller ' || substr(customer, 8) AS name
FROM told
WHERE step = 1
GROUP BY customer
HAVING coalesce(min(opened), min(updated)) IS NOT NULL
