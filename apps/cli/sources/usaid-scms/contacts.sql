-- A row of the file is an order line; the lines of one ASN/DN # and country are a shipment. A date that cannot be
-- read goes on as the text that it is: the contact is then refused, and names it.
WITH shipments AS (
  SELECT
    source_line AS line,
    "ASN/DN #" || ' ' || Country AS shipment,
    "Project Code" AS project,
    Country AS country,
    Vendor AS vendor,
    "Managed By" AS manager,
    "PQ First Sent to Client Date" AS quoted_text,
    "PO Sent to Vendor Date" AS ordered_text,
    "Scheduled Delivery Date" AS scheduled_text,
    "Delivered to Client Date" AS delivered_text,
    "Delivery Recorded Date" AS recorded_text,
    try_strptime("PQ First Sent to Client Date", ['%d-%b-%y', '%m/%d/%y']) AS quoted,
    try_strptime("PO Sent to Vendor Date", ['%d-%b-%y', '%m/%d/%y']) AS ordered,
    try_strptime("Scheduled Delivery Date", ['%d-%b-%y', '%m/%d/%y']) AS scheduled,
    try_strptime("Delivered to Client Date", ['%d-%b-%y', '%m/%d/%y']) AS delivered,
    try_strptime("Delivery Recorded Date", ['%d-%b-%y', '%m/%d/%y']) AS recorded
  FROM lines
  QUALIFY row_number() OVER (PARTITION BY "ASN/DN #", Country ORDER BY source_line) = 1
),
contacts AS (
  SELECT 1 AS rule, 'ExpectationSet' AS type, *,
    least(coalesce(ordered, quoted, scheduled - INTERVAL 30 DAY), scheduled - INTERVAL 1 DAY, delivered) AS moment,
    CASE WHEN ordered IS NULL THEN coalesce(ordered_text, CASE WHEN quoted IS NULL THEN quoted_text END) END AS unread
  FROM shipments
  UNION ALL BY NAME
  SELECT 2 AS rule, 'ExpectationMet' AS type, *, delivered AS moment, CASE WHEN delivered IS NULL THEN delivered_text END AS unread
  FROM shipments
)
SELECT
  type,
  project AS "customerId",
  coalesce(unread, moment::VARCHAR) AS "occurredAt",
  CASE
    WHEN type = 'ExpectationMet' AND recorded IS NULL AND recorded_text IS NOT NULL THEN recorded_text
    WHEN type = 'ExpectationMet' THEN coalesce(unread, greatest(recorded, moment)::VARCHAR)
    ELSE coalesce(unread, moment::VARCHAR)
  END AS "recordedAt",
  manager AS "recordedBy",
  line AS source_line,
  shipment AS "expectationId",
  CASE type WHEN 'ExpectationSet' THEN 'Delivered as scheduled' END AS what,
  CASE type WHEN 'ExpectationSet' THEN coalesce(scheduled::VARCHAR, scheduled_text) END AS "dueAt",
  NULL AS segment,
  CASE type WHEN 'ExpectationSet' THEN vendor END AS vendor,
  CASE type WHEN 'ExpectationSet' THEN country END AS country
FROM (FROM contacts ORDER BY line, rule)
UNION ALL BY NAME
SELECT
  'RelationshipOpened' AS type,
  project AS "customerId",
  min(moment)::VARCHAR AS "occurredAt",
  min(moment)::VARCHAR AS "recordedAt",
  arg_min_null(manager, (moment, line)) AS "recordedBy",
  arg_min_null(country, (moment, line)) AS segment
FROM contacts
GROUP BY project
