CREATE TABLE building (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    phase TEXT NOT NULL,
    name TEXT NOT NULL,
    written TEXT NOT NULL,
    x_mm INTEGER,
    y_mm INTEGER,
    CONSTRAINT pk_building PRIMARY KEY (project, id),
    CONSTRAINT uq_building_project_phase_name UNIQUE (project, phase, name),
    CONSTRAINT ck_building_coordinates CHECK ((x_mm IS NULL) = (y_mm IS NULL))
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE grid (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    CONSTRAINT pk_grid PRIMARY KEY (project, id),
    CONSTRAINT uq_grid_project_code UNIQUE (project, code),
    CONSTRAINT ck_grid_named CHECK (code <> '' AND name <> ''),
    CONSTRAINT ck_grid_dated CHECK (valid_to IS NULL OR valid_from < valid_to)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE issued_report (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    form TEXT NOT NULL,
    label TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    scope TEXT NOT NULL,
    version INTEGER NOT NULL,
    content TEXT NOT NULL,
    head TEXT NOT NULL,
    issued_by TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_issued_report PRIMARY KEY (project, id),
    CONSTRAINT uq_issued_report_project_form_first_day_scope_version UNIQUE (project, form, first_day, scope, version),
    CONSTRAINT ck_issued_report_dated CHECK (first_day <= last_day),
    CONSTRAINT ck_issued_report_version CHECK (version >= 1)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE ledger (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    identity TEXT NOT NULL,
    created_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    CONSTRAINT pk_ledger PRIMARY KEY (project, id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE project (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    company TEXT NOT NULL,
    zone TEXT NOT NULL,
    live_from TEXT NOT NULL,
    CONSTRAINT pk_project PRIMARY KEY (project, id),
    CONSTRAINT ck_project_own_key CHECK (id = project),
    CONSTRAINT ck_project_named CHECK (code <> '' AND name <> ''),
    CONSTRAINT uq_project_code UNIQUE (code)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE policy (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    value TEXT NOT NULL,
    clause TEXT NOT NULL,
    CONSTRAINT pk_policy PRIMARY KEY (project, id),
    CONSTRAINT uq_policy_project_name_valid_from UNIQUE (project, name, valid_from),
    CONSTRAINT ck_policy_dated CHECK (valid_to IS NULL OR valid_from < valid_to)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE person (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    id_number TEXT NOT NULL,
    sex TEXT NOT NULL,
    remark TEXT NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (project, id),
    CONSTRAINT ck_person_named CHECK (name <> '')
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE staff (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    post TEXT NOT NULL,
    phone TEXT NOT NULL,
    joined TEXT,
    departed TEXT,
    lives_in TEXT NOT NULL,
    remark TEXT NOT NULL,
    CONSTRAINT pk_staff PRIMARY KEY (project, id),
    CONSTRAINT uq_staff_project_number UNIQUE (project, number),
    CONSTRAINT ck_staff_named CHECK (number <> '' AND name <> ''),
    CONSTRAINT ck_staff_dated CHECK (departed IS NULL OR joined IS NULL OR joined <= departed)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE journal_entry (
    project INTEGER NOT NULL,
    number INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    actor TEXT NOT NULL,
    command TEXT NOT NULL,
    undo TEXT NOT NULL,
    undoes INTEGER,
    schema_version INTEGER NOT NULL,
    root BLOB NOT NULL,
    hash BLOB NOT NULL,
    CONSTRAINT pk_journal_entry PRIMARY KEY (project, number)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE journal_image (
    project INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    id INTEGER NOT NULL,
    added INTEGER NOT NULL,
    text TEXT,
    salt BLOB,
    hash BLOB NOT NULL,
    CONSTRAINT pk_journal_image PRIMARY KEY (project, entry, table_name, id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE counter (
    project INTEGER NOT NULL,
    name TEXT NOT NULL,
    value INTEGER NOT NULL,
    CONSTRAINT pk_counter PRIMARY KEY (project, name)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE unit (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    building INTEGER NOT NULL,
    name TEXT NOT NULL,
    written TEXT NOT NULL,
    CONSTRAINT pk_unit PRIMARY KEY (project, id),
    CONSTRAINT uq_unit_project_building_name UNIQUE (project, building, name),
    CONSTRAINT fk_unit_project_building FOREIGN KEY(project, building) REFERENCES building (project, id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE place (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    building INTEGER,
    unit INTEGER,
    floor INTEGER,
    "key" TEXT NOT NULL,
    written TEXT NOT NULL,
    use TEXT NOT NULL,
    state TEXT NOT NULL,
    area_cm2 INTEGER,
    location TEXT NOT NULL,
    keeper TEXT NOT NULL,
    keeper_staff INTEGER,
    remark TEXT NOT NULL,
    CONSTRAINT pk_place PRIMARY KEY (project, id),
    CONSTRAINT fk_place_project_building FOREIGN KEY(project, building) REFERENCES building (project, id),
    CONSTRAINT fk_place_project_unit FOREIGN KEY(project, unit) REFERENCES unit (project, id),
    CONSTRAINT fk_place_project_keeper_staff FOREIGN KEY(project, keeper_staff) REFERENCES staff (project, id),
    CONSTRAINT ck_place_kind CHECK (kind IN ('room', 'area', 'equipment')),
    CONSTRAINT ck_place_room_in_unit CHECK (kind <> 'room' OR (building IS NOT NULL AND unit IS NOT NULL)),
    CONSTRAINT ck_place_unit_in_building CHECK (unit IS NULL OR building IS NOT NULL),
    CONSTRAINT ck_place_key CHECK (key <> ''),
    CONSTRAINT ck_place_area CHECK (area_cm2 IS NULL OR area_cm2 >= 0)
)
 WITHOUT ROWID,
 STRICT;

CREATE UNIQUE INDEX uq_place_key ON place (project, "key", coalesce(building, 0), coalesce(unit, 0));

CREATE INDEX ix_place_unit ON place (project, unit);

CREATE TABLE alias (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    CONSTRAINT pk_alias PRIMARY KEY (project, id),
    CONSTRAINT uq_alias_project_key_place UNIQUE (project, "key", place),
    CONSTRAINT fk_alias_project_place FOREIGN KEY(project, place) REFERENCES place (project, id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE extent (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    grid INTEGER NOT NULL,
    unit INTEGER,
    place INTEGER,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    CONSTRAINT pk_extent PRIMARY KEY (project, id),
    CONSTRAINT fk_extent_project_grid FOREIGN KEY(project, grid) REFERENCES grid (project, id),
    CONSTRAINT fk_extent_project_unit FOREIGN KEY(project, unit) REFERENCES unit (project, id),
    CONSTRAINT fk_extent_project_place FOREIGN KEY(project, place) REFERENCES place (project, id),
    CONSTRAINT ck_extent_one_ground CHECK ((unit IS NULL) <> (place IS NULL)),
    CONSTRAINT ck_extent_dated CHECK (valid_to IS NULL OR valid_from < valid_to)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_extent_place ON extent (project, place);

CREATE INDEX ix_extent_unit ON extent (project, unit);

CREATE TABLE assignment (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    staff INTEGER NOT NULL,
    post TEXT NOT NULL,
    scope TEXT NOT NULL,
    grid INTEGER,
    building INTEGER,
    place INTEGER,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    CONSTRAINT pk_assignment PRIMARY KEY (project, id),
    CONSTRAINT fk_assignment_project_staff FOREIGN KEY(project, staff) REFERENCES staff (project, id),
    CONSTRAINT fk_assignment_project_grid FOREIGN KEY(project, grid) REFERENCES grid (project, id),
    CONSTRAINT fk_assignment_project_building FOREIGN KEY(project, building) REFERENCES building (project, id),
    CONSTRAINT fk_assignment_project_place FOREIGN KEY(project, place) REFERENCES place (project, id),
    CONSTRAINT ck_assignment_scope CHECK (scope IN ('grid', 'buildings', 'project', 'place')),
    CONSTRAINT ck_assignment_ground CHECK ((grid IS NOT NULL) = (scope = 'grid') AND (building IS NOT NULL) = (scope = 'buildings') AND (place IS NOT NULL) = (scope = 'place')),
    CONSTRAINT ck_assignment_dated CHECK (valid_to IS NULL OR valid_from < valid_to)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_assignment_staff ON assignment (project, staff);

CREATE INDEX ix_assignment_grid ON assignment (project, grid);

CREATE TABLE occupancy (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    person INTEGER NOT NULL,
    role TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    CONSTRAINT pk_occupancy PRIMARY KEY (project, id),
    CONSTRAINT fk_occupancy_project_place FOREIGN KEY(project, place) REFERENCES place (project, id),
    CONSTRAINT fk_occupancy_project_person FOREIGN KEY(project, person) REFERENCES person (project, id),
    CONSTRAINT ck_occupancy_dated CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_occupancy_place ON occupancy (project, place);

CREATE TABLE ticket (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    paper TEXT NOT NULL,
    place INTEGER NOT NULL,
    place_written TEXT NOT NULL,
    category TEXT NOT NULL,
    problem TEXT NOT NULL,
    urgency TEXT NOT NULL,
    source TEXT NOT NULL,
    reporter TEXT NOT NULL,
    reporter_phone TEXT NOT NULL,
    state TEXT NOT NULL,
    round INTEGER NOT NULL,
    remark TEXT NOT NULL,
    CONSTRAINT pk_ticket PRIMARY KEY (project, id),
    CONSTRAINT uq_ticket_project_code UNIQUE (project, code),
    CONSTRAINT fk_ticket_project_place FOREIGN KEY(project, place) REFERENCES place (project, id),
    CONSTRAINT ck_ticket_state CHECK (state IN ('to_dispatch', 'to_accept', 'accepted', 'in_progress', 'to_verify', 'done', 'void')),
    CONSTRAINT ck_ticket_problem CHECK (problem <> ''),
    CONSTRAINT ck_ticket_positive CHECK (round >= 1 AND number >= 1)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_ticket_paper ON ticket (project, paper);

CREATE INDEX ix_ticket_state ON ticket (project, state);

CREATE UNIQUE INDEX uq_ticket_series ON ticket (project, kind, year, number);

CREATE INDEX ix_ticket_place ON ticket (project, place);

CREATE TABLE round (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    ticket INTEGER NOT NULL,
    round INTEGER NOT NULL,
    opened TEXT NOT NULL,
    due TEXT NOT NULL,
    policy INTEGER NOT NULL,
    grid INTEGER,
    head INTEGER,
    dispatched TEXT NOT NULL,
    executor INTEGER,
    accepted TEXT NOT NULL,
    finished TEXT NOT NULL,
    finished_counts TEXT,
    verified TEXT NOT NULL,
    verifier INTEGER,
    voided TEXT NOT NULL,
    rejections INTEGER NOT NULL,
    progress TEXT NOT NULL,
    material TEXT NOT NULL,
    CONSTRAINT pk_round PRIMARY KEY (project, id),
    CONSTRAINT uq_round_project_ticket_round UNIQUE (project, ticket, round),
    CONSTRAINT fk_round_project_ticket FOREIGN KEY(project, ticket) REFERENCES ticket (project, id),
    CONSTRAINT fk_round_project_policy FOREIGN KEY(project, policy) REFERENCES policy (project, id),
    CONSTRAINT fk_round_project_grid FOREIGN KEY(project, grid) REFERENCES grid (project, id),
    CONSTRAINT fk_round_project_head FOREIGN KEY(project, head) REFERENCES staff (project, id),
    CONSTRAINT fk_round_project_executor FOREIGN KEY(project, executor) REFERENCES staff (project, id),
    CONSTRAINT fk_round_project_verifier FOREIGN KEY(project, verifier) REFERENCES staff (project, id),
    CONSTRAINT ck_round_four_eyes CHECK (verified = '' OR executor IS NULL OR verifier IS NULL OR executor <> verifier),
    CONSTRAINT ck_round_finished_first CHECK (verified = '' OR finished <> ''),
    CONSTRAINT ck_round_one_end CHECK (verified = '' OR voided = '')
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_round_due ON round (project, due);

CREATE INDEX ix_round_opened ON round (project, opened);

CREATE TABLE step (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    ticket INTEGER NOT NULL,
    round INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    action TEXT NOT NULL,
    occurred TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    actor TEXT NOT NULL,
    doer INTEGER,
    note TEXT NOT NULL,
    words TEXT NOT NULL,
    CONSTRAINT pk_step PRIMARY KEY (project, id),
    CONSTRAINT uq_step_project_ticket_sequence UNIQUE (project, ticket, sequence),
    CONSTRAINT fk_step_project_ticket FOREIGN KEY(project, ticket) REFERENCES ticket (project, id),
    CONSTRAINT fk_step_project_doer FOREIGN KEY(project, doer) REFERENCES staff (project, id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE movement (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    ticket INTEGER NOT NULL,
    round INTEGER NOT NULL,
    reason TEXT NOT NULL,
    delta INTEGER NOT NULL,
    category TEXT NOT NULL,
    grid INTEGER,
    head INTEGER,
    counts_on TEXT NOT NULL,
    late INTEGER NOT NULL,
    CONSTRAINT pk_movement PRIMARY KEY (project, id),
    CONSTRAINT fk_movement_project_ticket FOREIGN KEY(project, ticket) REFERENCES ticket (project, id),
    CONSTRAINT fk_movement_project_grid FOREIGN KEY(project, grid) REFERENCES grid (project, id),
    CONSTRAINT fk_movement_project_head FOREIGN KEY(project, head) REFERENCES staff (project, id),
    CONSTRAINT ck_movement_reason CHECK (reason IN ('opened', 'done', 'voided', 'adjusted')),
    CONSTRAINT ck_movement_delta CHECK (delta IN (-1, 1)),
    CONSTRAINT ck_movement_late CHECK (late IN (0, 1))
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_movement_counts ON movement (project, counts_on);

CREATE INDEX ix_movement_ticket ON movement (project, ticket);
