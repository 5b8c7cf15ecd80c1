-- A customer is an organization, or a person without one. An article of an agent that is not internal is a word about the ticket.
WITH issues AS (
  SELECT *, 'ZM-' || number AS issue, coalesce(organization, pseudonym(customer)) AS client FROM tickets
),
said AS (SELECT articles.*, client, issue, row_number() OVER (PARTITION BY ticket_id ORDER BY articles.id) AS place FROM articles JOIN issues ON issues.id = ticket_id)
SELECT
  'IssueReported' AS type, issues.client AS "customerId", issues.created_at AS "occurredAt", issues.created_at AS "recordedAt",
  pseudonym(issues.owner) AS "recordedBy", 'zammad:ticket:' || issues.id AS "idempotencyKey", issues.issue AS "issueId",
  left(title, 200) AS title, severity(priority) AS severity,
  -- Who answers the telephone writes the first article for the customer.
  CASE WHEN first.sender = 'Agent' AND first.type <> 'phone' THEN 'PROVIDER' ELSE 'CUSTOMER' END AS "raisedBy",
  CASE first.type WHEN 'email' THEN 'EMAIL' WHEN 'phone' THEN 'PHONE' WHEN 'chat' THEN 'CHAT' WHEN 'web' THEN 'PORTAL' END AS channel
FROM issues LEFT JOIN said AS first ON first.ticket_id = issues.id AND first.place = 1
UNION ALL BY NAME
SELECT
  'StatusUpdateGiven' AS type, client AS "customerId", created_at AS "occurredAt", created_at AS "recordedAt",
  pseudonym(created_by) AS "recordedBy", 'zammad:article:' || id AS "idempotencyKey", issue AS "about.issueId"
FROM said
WHERE sender = 'Agent' AND NOT internal AND NOT (place = 1 AND type = 'phone')
UNION ALL BY NAME
SELECT
  'IssueResolved' AS type, client AS "customerId", close_at AS "occurredAt", close_at AS "recordedAt",
  pseudonym(owner) AS "recordedBy", 'zammad:closed:' || id AS "idempotencyKey", issue AS "issueId"
FROM issues WHERE close_at IS NOT NULL AND state = 'closed'
