-- A customer is the first contact of a conversation. What the customer begins is an issue; what we begin is a check-in. A bot is
-- not us: only the words of a teammate count. A time that cannot be read goes on as it stands: the contact is then refused, and names it.
WITH talks AS (
  SELECT *, 'contact-' || contacts.contacts[1].id AS customer, 'IC-' || id AS issue, coalesce(to_timestamp(TRY_CAST(created_at AS DOUBLE))::VARCHAR, created_at::VARCHAR) AS began,
    source.author.type NOT IN ('admin', 'bot') AS is_theirs
  FROM conversations
),
parts AS (
  SELECT * EXCLUDE (part), part.id AS part_id, part.part_type AS kind, to_timestamp(TRY_CAST(part.created_at AS DOUBLE)) AS said, CASE WHEN said IS NULL THEN part.created_at::VARCHAR END AS unread, part.author.type AS author, part.author.id AS author_id
  FROM (SELECT customer, issue, is_theirs, state, unnest(conversation_parts.conversation_parts) AS part FROM talks)
)
SELECT
  CASE WHEN is_theirs THEN 'IssueReported' ELSE 'CheckInHeld' END AS type,
  customer AS "customerId", began AS "occurredAt", began AS "recordedAt",
  CASE WHEN source.author.type = 'admin' THEN 'admin-' || source.author.id END AS "recordedBy",
  'intercom:conversation:' || id AS "idempotencyKey",
  CASE WHEN is_theirs THEN issue END AS "issueId",
  CASE WHEN is_theirs THEN left(coalesce(title, text(source.subject)), 200) END AS title,
  CASE WHEN is_theirs THEN 'CUSTOMER' END AS "raisedBy",
  CASE WHEN is_theirs AND priority = 'priority' THEN 'MAJOR' END AS severity,
  CASE source.type WHEN 'email' THEN 'EMAIL' WHEN 'phone_call' THEN 'PHONE' ELSE 'CHAT' END AS channel
FROM talks WHERE source.author.type <> 'bot'
UNION ALL BY NAME
SELECT
  'StatusUpdateGiven' AS type, customer AS "customerId", coalesce(unread, said::VARCHAR) AS "occurredAt", coalesce(unread, said::VARCHAR) AS "recordedAt", 'admin-' || author_id AS "recordedBy",
  'intercom:part:' || part_id AS "idempotencyKey", issue AS "about.issueId"
FROM parts WHERE kind = 'comment' AND author = 'admin' AND is_theirs
UNION ALL BY NAME
SELECT
  'IssueResolved' AS type, customer AS "customerId", coalesce(any_value(unread), max(said)::VARCHAR) AS "occurredAt", coalesce(any_value(unread), max(said)::VARCHAR) AS "recordedAt",
  arg_max(CASE author WHEN 'admin' THEN 'admin-' || author_id END, said) AS "recordedBy", 'intercom:closed:' || issue AS "idempotencyKey", issue AS "issueId"
FROM parts WHERE kind = 'close' AND state = 'closed' AND is_theirs
GROUP BY customer, issue
UNION ALL BY NAME
SELECT
  'OutcomeObserved' AS type, customer AS "customerId", coalesce(to_timestamp(TRY_CAST(conversation_rating.created_at AS DOUBLE))::VARCHAR, conversation_rating.created_at::VARCHAR) AS "occurredAt", coalesce(to_timestamp(TRY_CAST(conversation_rating.created_at AS DOUBLE))::VARCHAR, conversation_rating.created_at::VARCHAR) AS "recordedAt",
  'intercom:rating:' || id AS "idempotencyKey", 'CSAT' AS kind, conversation_rating.rating AS value
FROM talks WHERE conversation_rating.rating IS NOT NULL
