CREATE TABLE "plan" (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    made_on TEXT NOT NULL,
    band_low INTEGER NOT NULL,
    band_high INTEGER NOT NULL,
    asked TEXT NOT NULL,
    told TEXT NOT NULL,
    bound INTEGER,
    proof TEXT NOT NULL,
    edited INTEGER NOT NULL,
    state TEXT NOT NULL,
    applied_from TEXT,
    CONSTRAINT pk_plan PRIMARY KEY (project, id),
    CONSTRAINT ck_plan_band CHECK (1 <= band_low AND band_low <= band_high),
    CONSTRAINT ck_plan_proof CHECK ((bound IS NULL) = (proof = '') AND proof IN ('', 'bound', 'optimal')),
    CONSTRAINT ck_plan_edited CHECK (edited IN (0, 1)),
    CONSTRAINT ck_plan_applied CHECK ((applied_from IS NOT NULL) = (state = 'applied')),
    CONSTRAINT ck_plan_state CHECK (state IN ('proposed', 'applied'))
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE gold (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    staff INTEGER NOT NULL,
    applied_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    band_high INTEGER,
    decided_by INTEGER,
    decided_on TEXT,
    valid_from TEXT,
    valid_to TEXT,
    remark TEXT NOT NULL,
    CONSTRAINT pk_gold PRIMARY KEY (project, id),
    CONSTRAINT fk_gold_project_staff FOREIGN KEY(project, staff) REFERENCES staff (project, id),
    CONSTRAINT fk_gold_project_decided_by FOREIGN KEY(project, decided_by) REFERENCES staff (project, id),
    CONSTRAINT ck_gold_state CHECK (state IN ('applied', 'approved', 'refused')),
    CONSTRAINT ck_gold_decided CHECK ((decided_on IS NULL) = (state = 'applied')),
    CONSTRAINT ck_gold_approved CHECK ((valid_from IS NOT NULL AND band_high IS NOT NULL) = (state = 'approved') AND (valid_to IS NULL OR state = 'approved')),
    CONSTRAINT ck_gold_dated CHECK (valid_to IS NULL OR valid_from < valid_to)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_gold_staff ON gold (project, staff);

CREATE TABLE plan_grid (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    "plan" INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    grid INTEGER,
    gold INTEGER NOT NULL,
    head INTEGER,
    CONSTRAINT pk_plan_grid PRIMARY KEY (project, id),
    CONSTRAINT uq_plan_grid_project_plan_ordinal UNIQUE (project, "plan", ordinal),
    CONSTRAINT uq_plan_grid_project_plan_code UNIQUE (project, "plan", code),
    CONSTRAINT fk_plan_grid_project_plan FOREIGN KEY(project, "plan") REFERENCES "plan" (project, id),
    CONSTRAINT fk_plan_grid_project_grid FOREIGN KEY(project, grid) REFERENCES grid (project, id),
    CONSTRAINT fk_plan_grid_project_head FOREIGN KEY(project, head) REFERENCES staff (project, id),
    CONSTRAINT ck_plan_grid_ordinal CHECK (ordinal >= 1),
    CONSTRAINT ck_plan_grid_named CHECK (code <> '' AND name <> ''),
    CONSTRAINT ck_plan_grid_gold CHECK (gold IN (0, 1))
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE plan_unit (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    "plan" INTEGER NOT NULL,
    plan_grid INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    households INTEGER NOT NULL,
    care INTEGER NOT NULL,
    CONSTRAINT pk_plan_unit PRIMARY KEY (project, id),
    CONSTRAINT uq_plan_unit_project_plan_unit UNIQUE (project, "plan", unit),
    CONSTRAINT fk_plan_unit_project_plan FOREIGN KEY(project, "plan") REFERENCES "plan" (project, id),
    CONSTRAINT fk_plan_unit_project_plan_grid FOREIGN KEY(project, plan_grid) REFERENCES plan_grid (project, id),
    CONSTRAINT fk_plan_unit_project_unit FOREIGN KEY(project, unit) REFERENCES unit (project, id),
    CONSTRAINT ck_plan_unit_counted CHECK (households >= 0 AND care >= 0)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_plan_unit_grid ON plan_unit (project, plan_grid);
