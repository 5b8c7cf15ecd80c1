-- Who wrote first after an incident: if we did, we disclosed it; if the customer did, they found out before we told them.
-- A customer is a domain. Ours are these:
WITH ours AS (SELECT unnest(['example.org']) AS domain),
lines AS (
  SELECT rtrim(line, chr(13)) AS line, source_line, count(*) FILTER (line LIKE 'From %') OVER (ORDER BY source_line) AS message FROM mail
),
headers AS (
  SELECT message, lower(split_part(line, ':', 1)) AS name, trim(substr(line, strpos(line, ':') + 1)) AS value, source_line
  FROM lines WHERE regexp_matches(line, '(?i)^(date|from|to|message-id):')
),
messages AS (
  -- The first of each name: what a message quotes has such lines, too.
  SELECT message, arg_min(value, source_line) FILTER (name = 'message-id') AS id,
    at(arg_min(value, source_line) FILTER (name = 'date'), NULL, NULL) AS moment,
    domain_of(arg_min(value, source_line) FILTER (name = 'from')) AS sender,
    arg_min(value, source_line) FILTER (name = 'from') AS author,
    [domain_of(each) FOR each IN string_split(arg_min(value, source_line) FILTER (name = 'to'), ',')] AS receivers
  FROM headers GROUP BY message
),
letters AS (SELECT messages.*, ours.domain IS NOT NULL AS is_ours FROM messages LEFT JOIN ours ON ours.domain = sender),
words AS (
  SELECT incident, customer, began::TIMESTAMPTZ AS began, ended::TIMESTAMPTZ AS ended, letters.id, moment, author, is_ours,
    row_number() OVER (PARTITION BY incident, customer ORDER BY moment, letters.message) AS place
  FROM incidents
  LEFT JOIN letters ON moment >= began::TIMESTAMPTZ AND moment < coalesce(ended::TIMESTAMPTZ, began::TIMESTAMPTZ + INTERVAL 7 DAY)
    AND (sender = customer OR (is_ours AND list_contains(receivers, customer)))
)
SELECT
  'IssueReported' AS type, customer AS "customerId", CASE WHEN NOT is_ours THEN moment ELSE began END AS "occurredAt",
  CASE WHEN NOT is_ours THEN moment ELSE began END AS "recordedAt", 'mail:incident:' || incident || ':' || customer AS "idempotencyKey",
  incident AS "issueId", CASE WHEN NOT is_ours THEN 'CUSTOMER' ELSE 'PROVIDER' END AS "raisedBy",
  CASE WHEN NOT is_ours THEN began END AS "detectedAt", CASE WHEN NOT is_ours THEN 'EMAIL' END AS channel
FROM words WHERE place = 1
UNION ALL BY NAME
SELECT
  CASE place WHEN 1 THEN 'ProactiveCallMade' ELSE 'StatusUpdateGiven' END AS type, customer AS "customerId", moment AS "occurredAt", moment AS "recordedAt",
  pseudonym(author) AS "recordedBy", 'mail:' || id || ':' || incident AS "idempotencyKey", incident AS "about.issueId",
  CASE place WHEN 1 THEN 'BAD' END AS news, 'EMAIL' AS channel
FROM words WHERE is_ours
UNION ALL BY NAME
SELECT DISTINCT
  'IssueResolved' AS type, customer AS "customerId", ended AS "occurredAt", ended AS "recordedAt",
  'mail:ended:' || incident || ':' || customer AS "idempotencyKey", incident AS "issueId"
FROM words WHERE ended IS NOT NULL
