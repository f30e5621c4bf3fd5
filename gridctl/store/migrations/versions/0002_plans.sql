CREATE TABLE calendar_day (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    day TEXT NOT NULL,
    working INTEGER NOT NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    CONSTRAINT pk_calendar_day PRIMARY KEY (project, id),
    CONSTRAINT uq_calendar_day_project_day UNIQUE (project, day),
    CONSTRAINT ck_calendar_day_working CHECK (working IN (0, 1)),
    CONSTRAINT ck_calendar_day_source CHECK (source IN ('regulation', 'sheet'))
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE contractor (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    service TEXT NOT NULL,
    contact TEXT NOT NULL,
    phone TEXT NOT NULL,
    fee_fen INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    CONSTRAINT pk_contractor PRIMARY KEY (project, id),
    CONSTRAINT uq_contractor_project_name UNIQUE (project, name),
    CONSTRAINT ck_contractor_named CHECK (name <> '' AND service <> ''),
    CONSTRAINT ck_contractor_fee CHECK (fee_fen >= 0),
    CONSTRAINT ck_contractor_dated CHECK (valid_to IS NULL OR valid_from < valid_to)
)
 WITHOUT ROWID,
 STRICT;

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

CREATE TABLE clause (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    contractor INTEGER NOT NULL,
    code TEXT NOT NULL,
    words TEXT NOT NULL,
    deduction_fen INTEGER NOT NULL,
    CONSTRAINT pk_clause PRIMARY KEY (project, id),
    CONSTRAINT uq_clause_project_contractor_code UNIQUE (project, contractor, code),
    CONSTRAINT fk_clause_project_contractor FOREIGN KEY(project, contractor) REFERENCES contractor (project, id),
    CONSTRAINT ck_clause_filled CHECK (code <> '' AND words <> '' AND deduction_fen >= 0)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE evaluation (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    contractor INTEGER NOT NULL,
    month TEXT NOT NULL,
    score INTEGER NOT NULL,
    scored_by INTEGER,
    remark TEXT NOT NULL,
    CONSTRAINT pk_evaluation PRIMARY KEY (project, id),
    CONSTRAINT uq_evaluation_project_contractor_month UNIQUE (project, contractor, month),
    CONSTRAINT fk_evaluation_project_contractor FOREIGN KEY(project, contractor) REFERENCES contractor (project, id),
    CONSTRAINT fk_evaluation_project_scored_by FOREIGN KEY(project, scored_by) REFERENCES staff (project, id),
    CONSTRAINT ck_evaluation_score CHECK (score BETWEEN 0 AND 100)
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

CREATE TABLE shift (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    seat TEXT NOT NULL,
    staff INTEGER NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT NOT NULL,
    hours INTEGER NOT NULL,
    CONSTRAINT pk_shift PRIMARY KEY (project, id),
    CONSTRAINT fk_shift_project_staff FOREIGN KEY(project, staff) REFERENCES staff (project, id),
    CONSTRAINT ck_shift_begun CHECK (seat <> '' AND started_at <> '' AND hours >= 1)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE pin (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    staff INTEGER NOT NULL,
    salt TEXT NOT NULL,
    digest TEXT NOT NULL,
    set_at TEXT NOT NULL,
    failures INTEGER NOT NULL,
    locked_until TEXT NOT NULL,
    CONSTRAINT pk_pin PRIMARY KEY (project, id),
    CONSTRAINT uq_pin_project_staff UNIQUE (project, staff),
    CONSTRAINT fk_pin_project_staff FOREIGN KEY(project, staff) REFERENCES staff (project, id),
    CONSTRAINT ck_pin_failures CHECK (failures >= 0)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE work_note (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    staff INTEGER NOT NULL,
    day TEXT NOT NULL,
    part TEXT NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT pk_work_note PRIMARY KEY (project, id),
    CONSTRAINT fk_work_note_project_staff FOREIGN KEY(project, staff) REFERENCES staff (project, id),
    CONSTRAINT ck_work_note_filled CHECK (part <> '' AND text <> '')
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_work_note_day ON work_note (project, staff, day);

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

CREATE TABLE service_area (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    contractor INTEGER NOT NULL,
    building INTEGER,
    place INTEGER,
    grid INTEGER,
    CONSTRAINT pk_service_area PRIMARY KEY (project, id),
    CONSTRAINT fk_service_area_project_contractor FOREIGN KEY(project, contractor) REFERENCES contractor (project, id),
    CONSTRAINT fk_service_area_project_building FOREIGN KEY(project, building) REFERENCES building (project, id),
    CONSTRAINT fk_service_area_project_place FOREIGN KEY(project, place) REFERENCES place (project, id),
    CONSTRAINT fk_service_area_project_grid FOREIGN KEY(project, grid) REFERENCES grid (project, id),
    CONSTRAINT ck_service_area_one_ground CHECK ((building IS NOT NULL) + (place IS NOT NULL) + (grid IS NOT NULL) <= 1)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE initials (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    staff INTEGER,
    place INTEGER,
    name TEXT NOT NULL,
    letters TEXT NOT NULL,
    CONSTRAINT pk_initials PRIMARY KEY (project, id),
    CONSTRAINT fk_initials_project_staff FOREIGN KEY(project, staff) REFERENCES staff (project, id),
    CONSTRAINT fk_initials_project_place FOREIGN KEY(project, place) REFERENCES place (project, id),
    CONSTRAINT ck_initials_one_noun CHECK ((staff IS NULL) <> (place IS NULL)),
    CONSTRAINT ck_initials_name CHECK (name <> '')
)
 WITHOUT ROWID,
 STRICT;

CREATE UNIQUE INDEX uq_initials_staff ON initials (project, staff, name);

CREATE UNIQUE INDEX uq_initials_place ON initials (project, place, name);

CREATE TABLE supervision (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    found_on TEXT NOT NULL,
    found_by INTEGER,
    what TEXT NOT NULL,
    place INTEGER,
    grid INTEGER,
    answerable INTEGER,
    due TEXT NOT NULL,
    mended_on TEXT,
    measures TEXT NOT NULL,
    checked_by INTEGER,
    checked_on TEXT,
    passed INTEGER,
    CONSTRAINT pk_supervision PRIMARY KEY (project, id),
    CONSTRAINT fk_supervision_project_found_by FOREIGN KEY(project, found_by) REFERENCES staff (project, id),
    CONSTRAINT fk_supervision_project_place FOREIGN KEY(project, place) REFERENCES place (project, id),
    CONSTRAINT fk_supervision_project_grid FOREIGN KEY(project, grid) REFERENCES grid (project, id),
    CONSTRAINT fk_supervision_project_answerable FOREIGN KEY(project, answerable) REFERENCES staff (project, id),
    CONSTRAINT fk_supervision_project_checked_by FOREIGN KEY(project, checked_by) REFERENCES staff (project, id),
    CONSTRAINT ck_supervision_filled CHECK (what <> '' AND found_on <= due),
    CONSTRAINT ck_supervision_checked CHECK ((checked_on IS NULL) = (passed IS NULL) AND (passed IS NULL OR passed IN (0, 1))),
    CONSTRAINT ck_supervision_four_eyes CHECK (checked_by IS NULL OR answerable IS NULL OR checked_by <> answerable)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_ticket_kind ON ticket (project, kind, state, urgency);

CREATE TABLE attachment (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    use TEXT NOT NULL,
    ticket INTEGER,
    added_at TEXT NOT NULL,
    CONSTRAINT pk_attachment PRIMARY KEY (project, id),
    CONSTRAINT fk_attachment_project_ticket FOREIGN KEY(project, ticket) REFERENCES ticket (project, id),
    CONSTRAINT ck_attachment_content CHECK (length(sha256) = 64 AND size >= 0),
    CONSTRAINT ck_attachment_use CHECK (use IN ('before', 'after', 'paper', 'other'))
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_attachment_ticket ON attachment (project, ticket);

CREATE TABLE deduction (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    contractor INTEGER NOT NULL,
    clause INTEGER,
    ticket INTEGER,
    month TEXT NOT NULL,
    amount_fen INTEGER NOT NULL,
    reason TEXT NOT NULL,
    proposed_by INTEGER,
    proposed_on TEXT NOT NULL,
    state TEXT NOT NULL,
    confirmed_by INTEGER,
    confirmed_on TEXT,
    reverses INTEGER,
    CONSTRAINT pk_deduction PRIMARY KEY (project, id),
    CONSTRAINT fk_deduction_project_contractor FOREIGN KEY(project, contractor) REFERENCES contractor (project, id),
    CONSTRAINT fk_deduction_project_clause FOREIGN KEY(project, clause) REFERENCES clause (project, id),
    CONSTRAINT fk_deduction_project_ticket FOREIGN KEY(project, ticket) REFERENCES ticket (project, id),
    CONSTRAINT fk_deduction_project_proposed_by FOREIGN KEY(project, proposed_by) REFERENCES staff (project, id),
    CONSTRAINT fk_deduction_project_confirmed_by FOREIGN KEY(project, confirmed_by) REFERENCES staff (project, id),
    CONSTRAINT fk_deduction_project_reverses FOREIGN KEY(project, reverses) REFERENCES deduction (project, id),
    CONSTRAINT ck_deduction_state CHECK (state IN ('proposed', 'confirmed')),
    CONSTRAINT ck_deduction_confirmed CHECK ((state = 'confirmed') = (confirmed_on IS NOT NULL)),
    CONSTRAINT ck_deduction_amount CHECK (amount_fen <> 0 AND (amount_fen < 0) = (reverses IS NOT NULL))
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_deduction_month ON deduction (project, month);

CREATE TABLE reception (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    caller TEXT NOT NULL,
    phone TEXT NOT NULL,
    place INTEGER,
    what TEXT NOT NULL,
    received_by INTEGER,
    passed_to INTEGER,
    ticket INTEGER,
    answer TEXT NOT NULL,
    answered TEXT NOT NULL,
    CONSTRAINT pk_reception PRIMARY KEY (project, id),
    CONSTRAINT fk_reception_project_place FOREIGN KEY(project, place) REFERENCES place (project, id),
    CONSTRAINT fk_reception_project_received_by FOREIGN KEY(project, received_by) REFERENCES staff (project, id),
    CONSTRAINT fk_reception_project_passed_to FOREIGN KEY(project, passed_to) REFERENCES staff (project, id),
    CONSTRAINT fk_reception_project_ticket FOREIGN KEY(project, ticket) REFERENCES ticket (project, id),
    CONSTRAINT ck_reception_filled CHECK (what <> '' AND at <> '' AND kind <> ''),
    CONSTRAINT ck_reception_answered CHECK ((answer = '') = (answered = ''))
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_reception_at ON reception (project, at);

CREATE TABLE rectification (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    ticket INTEGER NOT NULL,
    made_on TEXT NOT NULL,
    difficulty TEXT NOT NULL,
    measures TEXT NOT NULL,
    owner INTEGER NOT NULL,
    closed_on TEXT,
    CONSTRAINT pk_rectification PRIMARY KEY (project, id),
    CONSTRAINT uq_rectification_project_ticket UNIQUE (project, ticket),
    CONSTRAINT fk_rectification_project_ticket FOREIGN KEY(project, ticket) REFERENCES ticket (project, id),
    CONSTRAINT fk_rectification_project_owner FOREIGN KEY(project, owner) REFERENCES staff (project, id),
    CONSTRAINT ck_rectification_filled CHECK (difficulty <> '' AND measures <> '')
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE merit (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    staff INTEGER NOT NULL,
    decided_on TEXT NOT NULL,
    decided_by INTEGER,
    reason TEXT NOT NULL,
    amount_fen INTEGER NOT NULL,
    supervision INTEGER,
    ticket INTEGER,
    CONSTRAINT pk_merit PRIMARY KEY (project, id),
    CONSTRAINT fk_merit_project_staff FOREIGN KEY(project, staff) REFERENCES staff (project, id),
    CONSTRAINT fk_merit_project_decided_by FOREIGN KEY(project, decided_by) REFERENCES staff (project, id),
    CONSTRAINT fk_merit_project_supervision FOREIGN KEY(project, supervision) REFERENCES supervision (project, id),
    CONSTRAINT fk_merit_project_ticket FOREIGN KEY(project, ticket) REFERENCES ticket (project, id),
    CONSTRAINT ck_merit_kind CHECK (kind IN ('accountability', 'commendation') AND reason <> ''),
    CONSTRAINT ck_merit_amount CHECK (amount_fen >= 0)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE detail (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    ticket INTEGER NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_detail PRIMARY KEY (project, id),
    CONSTRAINT uq_detail_project_ticket_name UNIQUE (project, ticket, name),
    CONSTRAINT fk_detail_project_ticket FOREIGN KEY(project, ticket) REFERENCES ticket (project, id),
    CONSTRAINT ck_detail_filled CHECK (name <> '' AND value <> '')
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE term (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    ticket INTEGER NOT NULL,
    round INTEGER NOT NULL,
    stage TEXT NOT NULL,
    due TEXT NOT NULL,
    policy INTEGER NOT NULL,
    met TEXT NOT NULL,
    CONSTRAINT pk_term PRIMARY KEY (project, id),
    CONSTRAINT uq_term_project_ticket_round_stage UNIQUE (project, ticket, round, stage),
    CONSTRAINT fk_term_project_ticket FOREIGN KEY(project, ticket) REFERENCES ticket (project, id),
    CONSTRAINT fk_term_project_policy FOREIGN KEY(project, policy) REFERENCES policy (project, id),
    CONSTRAINT ck_term_stage CHECK (stage IN ('respond', 'finish'))
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_term_due ON term (project, met, due);

CREATE TABLE hold (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    ticket INTEGER NOT NULL,
    round INTEGER NOT NULL,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    reason TEXT NOT NULL,
    note TEXT NOT NULL,
    resumed TEXT,
    CONSTRAINT pk_hold PRIMARY KEY (project, id),
    CONSTRAINT fk_hold_project_ticket FOREIGN KEY(project, ticket) REFERENCES ticket (project, id),
    CONSTRAINT ck_hold_dated CHECK (since < until AND (resumed IS NULL OR since <= resumed)),
    CONSTRAINT ck_hold_reason CHECK (reason <> '')
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_hold_ticket ON hold (project, ticket);

CREATE TABLE notification (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    ticket INTEGER NOT NULL,
    post TEXT NOT NULL,
    staff INTEGER,
    told TEXT NOT NULL,
    at TEXT NOT NULL,
    means TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_notification PRIMARY KEY (project, id),
    CONSTRAINT fk_notification_project_ticket FOREIGN KEY(project, ticket) REFERENCES ticket (project, id),
    CONSTRAINT fk_notification_project_staff FOREIGN KEY(project, staff) REFERENCES staff (project, id),
    CONSTRAINT ck_notification_told CHECK (post <> '' AND at <> '')
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_notification_ticket ON notification (project, ticket);

CREATE TABLE merge (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    ticket INTEGER NOT NULL,
    target INTEGER NOT NULL,
    merged_on TEXT NOT NULL,
    "before" TEXT NOT NULL,
    undone_on TEXT,
    CONSTRAINT pk_merge PRIMARY KEY (project, id),
    CONSTRAINT fk_merge_project_ticket FOREIGN KEY(project, ticket) REFERENCES ticket (project, id),
    CONSTRAINT fk_merge_project_target FOREIGN KEY(project, target) REFERENCES ticket (project, id),
    CONSTRAINT ck_merge_two CHECK (ticket <> target)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_merge_ticket ON merge (project, ticket);

CREATE INDEX ix_step_occurred ON step (project, occurred);

CREATE TABLE fine (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    ticket INTEGER NOT NULL,
    round INTEGER NOT NULL,
    month TEXT NOT NULL,
    due TEXT NOT NULL,
    payer INTEGER,
    amount INTEGER NOT NULL,
    ground TEXT NOT NULL,
    reverses INTEGER,
    reason TEXT NOT NULL,
    signer INTEGER,
    recorded_at TEXT NOT NULL,
    actor TEXT NOT NULL,
    means TEXT NOT NULL,
    paper_on TEXT,
    attachment INTEGER,
    CONSTRAINT pk_fine PRIMARY KEY (project, id),
    CONSTRAINT fk_fine_project_ticket FOREIGN KEY(project, ticket) REFERENCES ticket (project, id),
    CONSTRAINT fk_fine_project_round FOREIGN KEY(project, round) REFERENCES round (project, id),
    CONSTRAINT fk_fine_project_payer FOREIGN KEY(project, payer) REFERENCES staff (project, id),
    CONSTRAINT fk_fine_project_reverses FOREIGN KEY(project, reverses) REFERENCES fine (project, id),
    CONSTRAINT fk_fine_project_signer FOREIGN KEY(project, signer) REFERENCES staff (project, id),
    CONSTRAINT fk_fine_project_attachment FOREIGN KEY(project, attachment) REFERENCES attachment (project, id),
    CONSTRAINT ck_fine_signed CHECK (means IN ('', 'pin', 'paper') AND (means = '') = (signer IS NULL)),
    CONSTRAINT ck_fine_kind CHECK (kind IN ('overdue', 'delay')),
    CONSTRAINT ck_fine_amount CHECK (amount <> 0 AND (amount < 0) = (reverses IS NOT NULL)),
    CONSTRAINT ck_fine_entered CHECK (recorded_at <> '' AND actor <> '')
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_fine_month ON fine (project, month);

CREATE INDEX ix_fine_round ON fine (project, round);

CREATE UNIQUE INDEX uq_fine_reverses ON fine (project, reverses);

CREATE TABLE fine_month (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    month TEXT NOT NULL,
    signer INTEGER NOT NULL,
    confirmed_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    actor TEXT NOT NULL,
    means TEXT NOT NULL,
    paper_on TEXT,
    attachment INTEGER,
    CONSTRAINT pk_fine_month PRIMARY KEY (project, id),
    CONSTRAINT uq_fine_month_project_month UNIQUE (project, month),
    CONSTRAINT fk_fine_month_project_signer FOREIGN KEY(project, signer) REFERENCES staff (project, id),
    CONSTRAINT fk_fine_month_project_attachment FOREIGN KEY(project, attachment) REFERENCES attachment (project, id),
    CONSTRAINT ck_fine_month_means CHECK (means IN ('pin', 'paper'))
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE milestone (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    rectification INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    what TEXT NOT NULL,
    due TEXT NOT NULL,
    owner INTEGER NOT NULL,
    done_on TEXT,
    note TEXT NOT NULL,
    CONSTRAINT pk_milestone PRIMARY KEY (project, id),
    CONSTRAINT uq_milestone_project_rectification_sequence UNIQUE (project, rectification, sequence),
    CONSTRAINT fk_milestone_project_rectification FOREIGN KEY(project, rectification) REFERENCES rectification (project, id),
    CONSTRAINT fk_milestone_project_owner FOREIGN KEY(project, owner) REFERENCES staff (project, id),
    CONSTRAINT ck_milestone_what CHECK (what <> '')
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE extension (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    ticket INTEGER NOT NULL,
    round INTEGER NOT NULL,
    asked_on TEXT NOT NULL,
    asked_by INTEGER,
    until TEXT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    signer INTEGER,
    means TEXT NOT NULL,
    signed_at TEXT NOT NULL,
    paper_on TEXT,
    attachment INTEGER,
    note TEXT NOT NULL,
    CONSTRAINT pk_extension PRIMARY KEY (project, id),
    CONSTRAINT fk_extension_project_ticket FOREIGN KEY(project, ticket) REFERENCES ticket (project, id),
    CONSTRAINT fk_extension_project_asked_by FOREIGN KEY(project, asked_by) REFERENCES staff (project, id),
    CONSTRAINT fk_extension_project_signer FOREIGN KEY(project, signer) REFERENCES staff (project, id),
    CONSTRAINT fk_extension_project_attachment FOREIGN KEY(project, attachment) REFERENCES attachment (project, id),
    CONSTRAINT ck_extension_state CHECK (state IN ('asked', 'signed', 'refused')),
    CONSTRAINT ck_extension_means CHECK (means IN ('', 'pin', 'paper')),
    CONSTRAINT ck_extension_signed CHECK ((state = 'asked') = (signer IS NULL) AND (state = 'asked') = (means = '')),
    CONSTRAINT ck_extension_signed_at CHECK ((state = 'asked') = (signed_at = '')),
    CONSTRAINT ck_extension_reason CHECK (reason <> '')
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_extension_ticket ON extension (project, ticket);
