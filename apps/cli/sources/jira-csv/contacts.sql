-- A customer is a reporter. Each comment is a cell "time;author;text" in a column of its own, however many there are.
WITH issues_of AS (
  SELECT "Issue key" AS issue, 'reporter-' || "Reporter Id" AS customer, "Reporter Id" AS reporter, * FROM issues
),
comments AS (
  SELECT issue, customer, reporter, place, split_part(said, ';', 1) AS said_at, split_part(said, ';', 2) AS author, said
  FROM (UNPIVOT (SELECT issue, customer, reporter, COLUMNS('^Comment(_\d+)?$') FROM issues_of) ON COLUMNS('^Comment(_\d+)?$') INTO NAME place VALUE said)
)
SELECT
  'IssueReported' AS type, customer AS "customerId", at(Created, NULL, NULL) AS "occurredAt", at(Created, NULL, NULL) AS "recordedAt",
  'jira:issue:' || issue AS "idempotencyKey", issue AS "issueId", left(Summary, 200) AS title, severity(Priority) AS severity,
  -- Also where one of us took it down: it is the reporter's.
  'CUSTOMER' AS "raisedBy",
  CASE WHEN "Creator Id" <> "Reporter Id" THEN "Creator Id" END AS "recordedBy"
FROM issues_of
UNION ALL BY NAME
SELECT
  'StatusUpdateGiven' AS type, customer AS "customerId", at(said_at, NULL, NULL) AS "occurredAt", at(said_at, NULL, NULL) AS "recordedAt",
  author AS "recordedBy", 'jira:comment:' || issue || ':' || md5(said) AS "idempotencyKey", issue AS "about.issueId"
FROM comments
-- The export does not say which comments are internal: all that the reporter did not write count as a word to the reporter.
WHERE author <> reporter
UNION ALL BY NAME
SELECT
  'IssueResolved' AS type, customer AS "customerId", at(Resolved, NULL, NULL) AS "occurredAt", at(Resolved, NULL, NULL) AS "recordedAt",
  "Assignee Id" AS "recordedBy", 'jira:resolved:' || issue AS "idempotencyKey", issue AS "issueId"
FROM issues_of WHERE Resolved IS NOT NULL
