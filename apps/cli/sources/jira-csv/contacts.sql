-- A customer is a reporter. Each comment is a cell "time;author;text" in a column of its own, however many there are.
-- A time that cannot be read goes on as the text that it is: the contact is then refused, and names it.
WITH issues_of AS (
  SELECT "Issue key" AS issue, 'reporter-' || "Reporter Id" AS customer, "Reporter Id" AS reporter,
    coalesce(at(Created, NULL, NULL)::VARCHAR, Created) AS reported, coalesce(at(Resolved, NULL, NULL)::VARCHAR, Resolved) AS solved, *
  FROM issues
),
comments AS (
  SELECT issue, customer, reporter, source_line, place, split_part(said, ';', 1) AS told, coalesce(at(told, NULL, NULL)::VARCHAR, told) AS said_at, split_part(said, ';', 2) AS author, said
  FROM (UNPIVOT (SELECT issue, customer, reporter, source_line, COLUMNS('^Comment(_\d+)?$') FROM issues_of) ON COLUMNS('^Comment(_\d+)?$') INTO NAME place VALUE said)
)
SELECT
  'IssueReported' AS type, customer AS "customerId", reported AS "occurredAt", reported AS "recordedAt",
  'jira:issue:' || issue AS "idempotencyKey", issue AS "issueId", source_line, left(Summary, 200) AS title, severity(Priority) AS severity,
  -- Also where one of us took it down: it is the reporter's.
  'CUSTOMER' AS "raisedBy",
  CASE WHEN "Creator Id" <> "Reporter Id" THEN "Creator Id" END AS "recordedBy"
FROM issues_of
UNION ALL BY NAME
SELECT
  'StatusUpdateGiven' AS type, customer AS "customerId", said_at AS "occurredAt", said_at AS "recordedAt",
  author AS "recordedBy", 'jira:comment:' || issue || ':' || md5(said) AS "idempotencyKey", issue AS "about.issueId", source_line
FROM comments
-- The export does not say which comments are internal: all that the reporter did not write count as a word to the reporter.
WHERE author <> reporter
UNION ALL BY NAME
SELECT
  'IssueResolved' AS type, customer AS "customerId", solved AS "occurredAt", solved AS "recordedAt",
  "Assignee Id" AS "recordedBy", 'jira:resolved:' || issue AS "idempotencyKey", issue AS "issueId", source_line
FROM issues_of WHERE solved IS NOT NULL
