-- A customer is a reporter. A public comment of somebody who is no portal customer is a word about the issue.
WITH issues AS (SELECT unnest(issues, max_depth := 2) FROM pages),
issues_of AS (
  SELECT key AS issue, 'reporter-' || fields.reporter.accountId AS customer, fields.created AS created, fields
  FROM issues
),
comments AS (SELECT issue, customer, unnest(fields.comment.comments) AS comment FROM issues_of)
SELECT
  'IssueReported' AS type, customer AS "customerId", created AS "occurredAt", created AS "recordedAt",
  'jira:issue:' || issue AS "idempotencyKey", issue AS "issueId", left(fields.summary, 200) AS title,
  severity(fields.priority.name) AS severity,
  -- Also where one of us took it down: it is the reporter's.
  'CUSTOMER' AS "raisedBy"
FROM issues_of
UNION ALL BY NAME
SELECT
  'StatusUpdateGiven' AS type, customer AS "customerId", comment.created AS "occurredAt", comment.created AS "recordedAt",
  comment.author.accountId AS "recordedBy", 'jira:comment:' || comment.id AS "idempotencyKey", issue AS "about.issueId"
FROM comments WHERE comment.jsdPublic AND comment.author.accountType <> 'customer'
UNION ALL BY NAME
SELECT
  'IssueResolved' AS type, customer AS "customerId", fields.resolutiondate AS "occurredAt", fields.resolutiondate AS "recordedAt",
  fields.assignee.accountId AS "recordedBy", 'jira:resolved:' || issue AS "idempotencyKey", issue AS "issueId"
FROM issues_of WHERE fields.resolutiondate IS NOT NULL
