-- Notifications of conversations: user.created, admin.replied, admin.closed, rating.added. What the customer begins is an issue.
WITH sent AS (
  SELECT
    body ->> '$.topic' AS topic, body -> '$.data.item' AS item, to_timestamp((body ->> '$.created_at')::DOUBLE)::VARCHAR AS happened_at,
    body ->> '$.data.item.id' AS talk, coalesce(body ->> '$.data.item.contacts.contacts[0].id', body ->> '$.data.item.source.author.id') AS contact
  FROM request
)
SELECT
  'IssueReported' AS type, 'contact-' || contact AS "customerId", to_timestamp((item ->> '$.created_at')::DOUBLE)::VARCHAR AS "occurredAt",
  'intercom:conversation:' || talk AS "idempotencyKey", 'IC-' || talk AS "issueId",
  left(coalesce(item ->> '$.title', text(item ->> '$.source.subject')), 200) AS title, 'CUSTOMER' AS "raisedBy",
  CASE WHEN (item ->> '$.priority') = 'priority' THEN 'MAJOR' END AS severity,
  CASE item ->> '$.source.type' WHEN 'email' THEN 'EMAIL' WHEN 'phone_call' THEN 'PHONE' ELSE 'CHAT' END AS channel
FROM sent WHERE topic = 'conversation.user.created'
UNION ALL BY NAME
SELECT
  'StatusUpdateGiven' AS type, 'contact-' || contact AS "customerId", to_timestamp((part ->> '$.created_at')::DOUBLE)::VARCHAR AS "occurredAt",
  'intercom:part:' || (part ->> '$.id') AS "idempotencyKey", 'IC-' || talk AS "about.issueId"
FROM (SELECT *, unnest((item -> '$.conversation_parts.conversation_parts')::JSON[]) AS part FROM sent WHERE topic = 'conversation.admin.replied')
WHERE (part ->> '$.part_type') = 'comment' AND (part ->> '$.author.type') = 'admin'
UNION ALL BY NAME
SELECT 'IssueResolved' AS type, 'contact-' || contact AS "customerId", happened_at AS "occurredAt", 'IC-' || talk AS "issueId"
FROM sent WHERE topic = 'conversation.admin.closed'
UNION ALL BY NAME
SELECT
  'OutcomeObserved' AS type, 'contact-' || contact AS "customerId", happened_at AS "occurredAt", 'intercom:rating:' || talk AS "idempotencyKey",
  'CSAT' AS kind, (item ->> '$.conversation_rating.rating')::INTEGER AS value
FROM sent WHERE topic = 'conversation.rating.added'
