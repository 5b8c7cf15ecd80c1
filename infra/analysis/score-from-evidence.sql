-- The score of every relationship, computed by DuckDB from exported evidence and a model document alone:
--
--   npx rapport export evidence --out evidence.parquet
--   cp libs/trust/models/trust-beta-3.json model.json
--   duckdb -c ".read infra/analysis/score-from-evidence.sql" -c "FROM scores ORDER BY score LIMIT 20"
--
-- The names evidence.parquet and model.json are looked for where DuckDB runs. Priors by segment and by customer
-- (openingTrust) are not in the evidence: where a portfolio has them, take `prior` of the export of trust.

CREATE OR REPLACE TABLE document AS SELECT content::JSON AS doc FROM read_text('model.json');

-- Read once: JSON is slow to take apart for every row.
CREATE OR REPLACE TABLE model AS
SELECT (doc->>'priorWeight')::DOUBLE AS prior_weight,
       (doc->>'kappa')::DOUBLE       AS kappa,
       (doc->>'cap')::DOUBLE         AS cap,
       (doc->>'selfReported')::DOUBLE AS self_reported_factor,
       coalesce((doc->'recovery'->>'max')::DOUBLE, 0)                  AS q_max,
       coalesce((doc->'recovery'->>'informedWithinNotice')::DOUBLE, 0) AS q_informed,
       coalesce((doc->'recovery'->>'workaroundOffered')::DOUBLE, 0)    AS q_workaround,
       coalesce((doc->'recovery'->>'reasonExplained')::DOUBLE, 0)      AS q_reason,
       coalesce((doc->'recovery'->>'renewedPromiseKept')::DOUBLE, 0)   AS q_renewed,
       coalesce((doc->'recovery'->>'jointRetrospective')::DOUBLE, 0)   AS q_joint
FROM document;

CREATE OR REPLACE TABLE severities AS
SELECT name AS severity, (doc->'severity'->>name)::DOUBLE AS severity_factor
FROM document, unnest(json_keys(doc, '$.severity')) AS named(name);

CREATE OR REPLACE TABLE dimensions AS
SELECT name AS dimension,
       (doc->'dimensions'->name->>'prior')::DOUBLE  AS prior,
       (doc->'dimensions'->name->>'lambda')::DOUBLE AS loss_factor,
       (doc->'dimensions'->name->>'omega')::DOUBLE  AS omega
FROM document, unnest(json_keys(doc, '$.dimensions')) AS named(name);

CREATE OR REPLACE TABLE classes AS
SELECT name AS class,
       (doc->'classes'->name->>'halfLifeDays')::DOUBLE AS half_life_days,
       (doc->'classes'->name->>'saturatesAt')::DOUBLE  AS saturates_at,
       (doc->'classes'->name->>'recovers')::BOOLEAN    AS recovers
FROM document, unnest(json_keys(doc, '$.classes')) AS named(name);

CREATE OR REPLACE TABLE weights AS
SELECT class, dimension, coalesce((doc->'classes'->class->'weights'->>dimension)::DOUBLE, 0) AS weight
FROM document, classes, dimensions;

CREATE OR REPLACE TABLE positives AS
SELECT class, bool_and(weight >= 0) AS positive FROM weights GROUP BY class;

-- m of each entry that counts: severity x evidence grade x inform factor x recovery.
CREATE OR REPLACE VIEW weighed AS
SELECT e.customer_id, e.class, e.occurs_at, e.as_of, c.half_life_days,
       severity_factor
       * CASE WHEN e.self_reported AND p.positive THEN self_reported_factor ELSE 1 END
       * CASE WHEN coalesce(e.told_after_minutes, 0) > 0 THEN pow(2, -e.told_after_minutes / e.notice_minutes) ELSE 1 END
       * CASE
           WHEN NOT c.recovers OR p.positive OR e.workaround_offered IS NULL THEN 1
           ELSE 1 - least(q_max, e.informed_within_notice::INT * q_informed + e.workaround_offered::INT * q_workaround
                               + e.reason_explained::INT * q_reason + e.renewed_promise_kept::INT * q_renewed
                               + e.joint_retrospective::INT * q_joint)
         END AS m
FROM 'evidence.parquet' AS e
JOIN classes AS c USING (class) JOIN positives AS p USING (class) JOIN severities USING (severity), model
WHERE CASE WHEN e.lapse THEN e.occurs_at < e.as_of ELSE e.occurs_at <= e.as_of END;

-- S of every class, then phi for what speaks for us and psi for what speaks against us.
CREATE OR REPLACE VIEW sums AS
SELECT customer_id, class, sum(m * pow(2, -(epoch_ms(as_of) - epoch_ms(occurs_at)) / (86400000 * half_life_days))) AS s
FROM weighed GROUP BY customer_id, class;

CREATE OR REPLACE VIEW tallies AS
SELECT customer_id, dimension,
       sum(CASE WHEN weight > 0
                THEN weight * CASE WHEN saturates_at IS NULL THEN s ELSE saturates_at * (1 - exp(-s / saturates_at)) END
                ELSE 0 END) AS r,
       sum(CASE WHEN weight < 0
                THEN -weight * (s + kappa * greatest(0, s - 1))
                ELSE 0 END) AS s
FROM sums JOIN classes USING (class) JOIN weights USING (class), model
GROUP BY customer_id, dimension;

CREATE OR REPLACE VIEW expectations AS
SELECT customer_id, dimension, omega,
       (r + prior_weight * prior) / (r + loss_factor * s + prior_weight) AS e
FROM tallies JOIN dimensions USING (dimension), model;

CREATE OR REPLACE VIEW scores AS
SELECT customer_id, 100 * least(sum(omega * e), min(e) + any_value(cap)) AS score
FROM expectations, model GROUP BY customer_id;
