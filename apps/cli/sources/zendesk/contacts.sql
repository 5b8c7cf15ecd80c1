-- A customer is an organization, or a requester without one. A ticket is an issue. A public comment of ours is a word about it.
WITH people AS (
  SELECT id, role <> 'end-user' AS is_ours, coalesce('org-' || organization_id, pseudonym(email), 'user-' || id) AS customer
  FROM users
),
issues AS (
  SELECT tickets.*, people.customer, 'ZD-' || tickets.id AS issue, coalesce(submitters.is_ours, false) AS is_by_us
  FROM tickets
  JOIN people ON people.id = requester_id
  LEFT JOIN people AS submitters ON submitters.id = submitter_id
  WHERE NOT people.is_ours
)
SELECT
  'IssueReported' AS type, customer AS "customerId", created_at AS "occurredAt", created_at AS "recordedAt",
  'agent-' || assignee_id AS "recordedBy", 'zendesk:ticket:' || id AS "idempotencyKey",
  issue AS "issueId", left(subject, 200) AS title, severity(priority) AS severity,
  -- Who answers the telephone or a chat also submits the ticket, but the customer raised it.
  CASE WHEN is_by_us AND via.channel NOT IN ('voice', 'phone', 'chat') THEN 'PROVIDER' ELSE 'CUSTOMER' END AS "raisedBy",
  CASE via.channel WHEN 'email' THEN 'EMAIL' WHEN 'voice' THEN 'PHONE' WHEN 'phone' THEN 'PHONE' WHEN 'chat' THEN 'CHAT' WHEN 'native_messaging' THEN 'CHAT' WHEN 'web' THEN 'PORTAL' END AS channel
FROM issues
UNION ALL BY NAME
SELECT
  'StatusUpdateGiven' AS type, issues.customer AS "customerId", comments.created_at AS "occurredAt", comments.created_at AS "recordedAt",
  'agent-' || author_id AS "recordedBy", 'zendesk:comment:' || comments.id AS "idempotencyKey", issue AS "about.issueId"
FROM comments JOIN issues ON issues.id = ticket_id JOIN people ON people.id = author_id
WHERE public AND is_ours
UNION ALL BY NAME
SELECT
  'IssueResolved' AS type, customer AS "customerId", solved_at AS "occurredAt", solved_at AS "recordedAt",
  'agent-' || assignee_id AS "recordedBy", 'zendesk:solved:' || issues.id AS "idempotencyKey", issue AS "issueId"
FROM metrics JOIN issues ON issues.id = ticket_id
WHERE solved_at IS NOT NULL AND issues.status IN ('solved', 'closed')
UNION ALL BY NAME
SELECT
  'OutcomeObserved' AS type, customer AS "customerId", ratings.updated_at AS "occurredAt", ratings.updated_at AS "recordedAt",
  'zendesk:rating:' || ratings.id AS "idempotencyKey", 'CSAT' AS kind, (score LIKE 'good%')::INTEGER AS value
FROM ratings JOIN people ON people.id = requester_id
WHERE score LIKE 'good%' OR score LIKE 'bad%'
UNION ALL BY NAME
SELECT
  'RelationshipOpened' AS type, customer AS "customerId", min(issues.created_at) AS "occurredAt", min(issues.created_at) AS "recordedAt",
  any_value(organizations.name) AS name
FROM issues LEFT JOIN organizations ON organizations.id = issues.organization_id
GROUP BY customer
