-- A customer is an account. A case or a task without one belongs to that of its contact; without either it is left out.
WITH issues AS (
  SELECT cases.*, coalesce(cases."AccountId", people."AccountId") AS customer
  FROM cases LEFT JOIN people ON people."Id" = cases."ContactId"
  WHERE coalesce(cases."AccountId", people."AccountId") IS NOT NULL
),
done AS (
  SELECT tasks.*, issues."Id" AS case_id, issues."CaseNumber" AS issue,
    coalesce(issues.customer, accounts."Id", people."AccountId") AS customer,
    coalesce(tasks."CompletedDateTime", tasks."ActivityDate") AS moment
  FROM tasks
  LEFT JOIN issues ON issues."Id" = "WhatId"
  LEFT JOIN accounts ON accounts."Id" = "WhatId"
  LEFT JOIN people ON people."Id" = "WhoId"
  WHERE tasks."Status" = 'Completed' AND coalesce(tasks."CallType", 'Outbound') <> 'Inbound' AND tasks."TaskSubtype" IN ('Call', 'Email')
)
SELECT
  'IssueReported' AS type, customer AS "customerId", "CreatedDate" AS "occurredAt", "CreatedDate" AS "recordedAt",
  "OwnerId" AS "recordedBy", 'salesforce:case:' || "Id" AS "idempotencyKey",
  "CaseNumber" AS "issueId", source_line, left("Subject", 200) AS title, severity("Priority") AS severity,
  CASE WHEN lower("Origin") IN ('monitoring', 'proactive') THEN 'PROVIDER' ELSE 'CUSTOMER' END AS "raisedBy",
  -- Where no task is about any case, we answer somewhere else.
  CASE WHEN NOT EXISTS (FROM done WHERE case_id IS NOT NULL) THEN false END AS "wordsTracked",
  CASE "Origin" WHEN 'Phone' THEN 'PHONE' WHEN 'Email' THEN 'EMAIL' WHEN 'Chat' THEN 'CHAT' WHEN 'Web' THEN 'PORTAL' END AS channel
FROM issues
UNION ALL BY NAME
SELECT
  CASE WHEN case_id IS NULL THEN 'CheckInHeld' ELSE 'StatusUpdateGiven' END AS type,
  customer AS "customerId", moment AS "occurredAt", moment AS "recordedAt", "OwnerId" AS "recordedBy",
  'salesforce:task:' || "Id" AS "idempotencyKey", issue AS "about.issueId", source_line,
  CASE "TaskSubtype" WHEN 'Call' THEN 'PHONE' ELSE 'EMAIL' END AS channel
FROM done WHERE customer IS NOT NULL
UNION ALL BY NAME
SELECT
  'IssueResolved' AS type, customer AS "customerId", "ClosedDate" AS "occurredAt", "ClosedDate" AS "recordedAt",
  "OwnerId" AS "recordedBy", 'salesforce:closed:' || "Id" AS "idempotencyKey", "CaseNumber" AS "issueId", source_line
FROM issues WHERE "ClosedDate" IS NOT NULL
UNION ALL BY NAME
SELECT
  'RelationshipOpened' AS type, "Id" AS "customerId", "CreatedDate" AS "occurredAt", "CreatedDate" AS "recordedAt",
  left("Name", 200) AS name, left("Industry", 100) AS segment, "OwnerId" AS owner, source_line
FROM accounts
