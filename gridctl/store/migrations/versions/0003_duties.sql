CREATE TABLE checklist (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    definition TEXT NOT NULL,
    clause TEXT NOT NULL,
    CONSTRAINT pk_checklist PRIMARY KEY (project, id),
    CONSTRAINT uq_checklist_project_code_valid_from UNIQUE (project, code, valid_from),
    CONSTRAINT ck_checklist_filled CHECK (code <> '' AND name <> '' AND definition <> ''),
    CONSTRAINT ck_checklist_dated CHECK (valid_to IS NULL OR valid_from <= valid_to)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE duty (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    enabled INTEGER NOT NULL,
    definition TEXT NOT NULL,
    clause TEXT NOT NULL,
    CONSTRAINT pk_duty PRIMARY KEY (project, id),
    CONSTRAINT uq_duty_project_code_valid_from UNIQUE (project, code, valid_from),
    CONSTRAINT ck_duty_filled CHECK (code <> '' AND name <> '' AND definition <> ''),
    CONSTRAINT ck_duty_enabled CHECK (enabled IN (0, 1)),
    CONSTRAINT ck_duty_dated CHECK (valid_to IS NULL OR valid_from <= valid_to)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE equipment (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    retired_on TEXT,
    remark TEXT NOT NULL,
    CONSTRAINT pk_equipment PRIMARY KEY (project, id),
    CONSTRAINT uq_equipment_project_number UNIQUE (project, number),
    CONSTRAINT ck_equipment_filled CHECK (number <> '' AND name <> '' AND kind <> '')
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE training (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    topic TEXT NOT NULL,
    post TEXT NOT NULL,
    planned_on TEXT NOT NULL,
    held_on TEXT,
    trainer TEXT NOT NULL,
    note TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_training PRIMARY KEY (project, id),
    CONSTRAINT ck_training_filled CHECK (kind <> '' AND topic <> ''),
    CONSTRAINT ck_training_held CHECK ((held_on IS NULL) = (recorded_at = ''))
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_training_planned_on ON training (project, planned_on);

CREATE TABLE activity (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    topic TEXT NOT NULL,
    grid INTEGER,
    venue TEXT NOT NULL,
    staff INTEGER NOT NULL,
    attendance INTEGER NOT NULL,
    material TEXT NOT NULL,
    note TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_activity PRIMARY KEY (project, id),
    CONSTRAINT fk_activity_project_grid FOREIGN KEY(project, grid) REFERENCES grid (project, id),
    CONSTRAINT fk_activity_project_staff FOREIGN KEY(project, staff) REFERENCES staff (project, id),
    CONSTRAINT ck_activity_filled CHECK (kind <> '' AND topic <> '' AND recorded_at <> ''),
    CONSTRAINT ck_activity_attendance CHECK (attendance >= 0)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_activity_day ON activity (project, day);

CREATE TABLE certificate (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    staff INTEGER NOT NULL,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    valid_until TEXT,
    issuer TEXT NOT NULL,
    training INTEGER,
    CONSTRAINT pk_certificate PRIMARY KEY (project, id),
    CONSTRAINT fk_certificate_project_staff FOREIGN KEY(project, staff) REFERENCES staff (project, id),
    CONSTRAINT fk_certificate_project_training FOREIGN KEY(project, training) REFERENCES training (project, id),
    CONSTRAINT ck_certificate_filled CHECK (kind <> ''),
    CONSTRAINT ck_certificate_dated CHECK (valid_until IS NULL OR issued_on <= valid_until)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_certificate_staff ON certificate (project, staff);

CREATE TABLE custody (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    equipment INTEGER NOT NULL,
    staff INTEGER,
    borrower TEXT NOT NULL,
    handed_on TEXT NOT NULL,
    due_on TEXT,
    returned_on TEXT,
    condition TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_custody PRIMARY KEY (project, id),
    CONSTRAINT fk_custody_project_equipment FOREIGN KEY(project, equipment) REFERENCES equipment (project, id),
    CONSTRAINT fk_custody_project_staff FOREIGN KEY(project, staff) REFERENCES staff (project, id),
    CONSTRAINT ck_custody_somebody CHECK ((staff IS NULL) = (borrower <> '')),
    CONSTRAINT ck_custody_dated CHECK (returned_on IS NULL OR handed_on <= returned_on),
    CONSTRAINT ck_custody_condition CHECK (condition IN ('', 'good', 'broken', 'lost') AND (condition = '') = (returned_on IS NULL))
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_custody_equipment ON custody (project, equipment);

CREATE TABLE leave (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    staff INTEGER NOT NULL,
    kind TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    deputy INTEGER,
    granted_by INTEGER,
    reason TEXT NOT NULL,
    CONSTRAINT pk_leave PRIMARY KEY (project, id),
    CONSTRAINT fk_leave_project_staff FOREIGN KEY(project, staff) REFERENCES staff (project, id),
    CONSTRAINT fk_leave_project_deputy FOREIGN KEY(project, deputy) REFERENCES staff (project, id),
    CONSTRAINT fk_leave_project_granted_by FOREIGN KEY(project, granted_by) REFERENCES staff (project, id),
    CONSTRAINT ck_leave_filled CHECK (kind <> ''),
    CONSTRAINT ck_leave_dated CHECK (valid_from < valid_to),
    CONSTRAINT ck_leave_another CHECK (deputy IS NULL OR deputy <> staff),
    CONSTRAINT ck_leave_not_himself CHECK (granted_by IS NULL OR granted_by <> staff)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_leave_staff ON leave (project, staff);

CREATE TABLE meeting (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    also TEXT NOT NULL,
    day TEXT NOT NULL,
    at TEXT NOT NULL,
    ended TEXT NOT NULL,
    state TEXT NOT NULL,
    convener INTEGER,
    convener_name TEXT NOT NULL,
    deputised INTEGER NOT NULL,
    venue TEXT NOT NULL,
    topic TEXT NOT NULL,
    minutes TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_meeting PRIMARY KEY (project, id),
    CONSTRAINT fk_meeting_project_convener FOREIGN KEY(project, convener) REFERENCES staff (project, id),
    CONSTRAINT ck_meeting_filled CHECK (kind <> '' AND also <> '' AND at <> ''),
    CONSTRAINT ck_meeting_state CHECK (state IN ('planned', 'held', 'cancelled')),
    CONSTRAINT ck_meeting_convened CHECK (state <> 'held' OR convener IS NOT NULL OR convener_name <> ''),
    CONSTRAINT ck_meeting_one_convener CHECK (convener IS NULL OR convener_name = ''),
    CONSTRAINT ck_meeting_deputised CHECK (deputised IN (0, 1)),
    CONSTRAINT ck_meeting_recorded CHECK ((state = 'held') = (recorded_at <> ''))
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_meeting_day ON meeting (project, day);

CREATE TABLE shift_handover (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    at TEXT NOT NULL,
    post TEXT NOT NULL,
    giver INTEGER NOT NULL,
    taker INTEGER NOT NULL,
    content TEXT NOT NULL,
    note TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_shift_handover PRIMARY KEY (project, id),
    CONSTRAINT fk_shift_handover_project_giver FOREIGN KEY(project, giver) REFERENCES staff (project, id),
    CONSTRAINT fk_shift_handover_project_taker FOREIGN KEY(project, taker) REFERENCES staff (project, id),
    CONSTRAINT ck_shift_handover_filled CHECK (at <> '' AND content <> '' AND recorded_at <> ''),
    CONSTRAINT ck_shift_handover_two_names CHECK (giver <> taker)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_shift_handover_at ON shift_handover (project, at);

CREATE TABLE attendance (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    meeting INTEGER,
    training INTEGER,
    staff INTEGER,
    person TEXT NOT NULL,
    capacity TEXT NOT NULL,
    state TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    granted_by INTEGER,
    granted_name TEXT NOT NULL,
    reason TEXT NOT NULL,
    result TEXT NOT NULL,
    score INTEGER,
    CONSTRAINT pk_attendance PRIMARY KEY (project, id),
    CONSTRAINT fk_attendance_project_meeting FOREIGN KEY(project, meeting) REFERENCES meeting (project, id),
    CONSTRAINT fk_attendance_project_training FOREIGN KEY(project, training) REFERENCES training (project, id),
    CONSTRAINT fk_attendance_project_staff FOREIGN KEY(project, staff) REFERENCES staff (project, id),
    CONSTRAINT fk_attendance_project_granted_by FOREIGN KEY(project, granted_by) REFERENCES staff (project, id),
    CONSTRAINT ck_attendance_one_event CHECK ((meeting IS NULL) <> (training IS NULL)),
    CONSTRAINT ck_attendance_somebody CHECK ((staff IS NULL) = (person <> '')),
    CONSTRAINT ck_attendance_state CHECK (state IN ('expected', 'present', 'late', 'absent', 'leave')),
    CONSTRAINT ck_attendance_result CHECK (result IN ('', 'passed', 'failed'))
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_attendance_meeting ON attendance (project, meeting);

CREATE INDEX ix_attendance_training ON attendance (project, training);

CREATE TABLE duty_record (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    code TEXT NOT NULL,
    day TEXT NOT NULL,
    at TEXT NOT NULL,
    staff INTEGER,
    grid INTEGER,
    building INTEGER,
    place INTEGER,
    excused INTEGER NOT NULL,
    note TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_duty_record PRIMARY KEY (project, id),
    CONSTRAINT fk_duty_record_project_staff FOREIGN KEY(project, staff) REFERENCES staff (project, id),
    CONSTRAINT fk_duty_record_project_grid FOREIGN KEY(project, grid) REFERENCES grid (project, id),
    CONSTRAINT fk_duty_record_project_building FOREIGN KEY(project, building) REFERENCES building (project, id),
    CONSTRAINT fk_duty_record_project_place FOREIGN KEY(project, place) REFERENCES place (project, id),
    CONSTRAINT ck_duty_record_filled CHECK (code <> '' AND at <> '' AND recorded_at <> ''),
    CONSTRAINT ck_duty_record_excused CHECK (excused IN (0, 1) AND (excused = 0 OR note <> '')),
    CONSTRAINT ck_duty_record_doer CHECK (excused = 1 OR staff IS NOT NULL)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_duty_record_code_day ON duty_record (project, code, day);

CREATE TABLE inspection (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    checklist INTEGER NOT NULL,
    day TEXT NOT NULL,
    started TEXT NOT NULL,
    finished TEXT NOT NULL,
    grid INTEGER,
    building INTEGER,
    place INTEGER,
    inspector INTEGER NOT NULL,
    partner INTEGER,
    answers TEXT NOT NULL,
    abnormal INTEGER NOT NULL,
    note TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_inspection PRIMARY KEY (project, id),
    CONSTRAINT fk_inspection_project_checklist FOREIGN KEY(project, checklist) REFERENCES checklist (project, id),
    CONSTRAINT fk_inspection_project_grid FOREIGN KEY(project, grid) REFERENCES grid (project, id),
    CONSTRAINT fk_inspection_project_building FOREIGN KEY(project, building) REFERENCES building (project, id),
    CONSTRAINT fk_inspection_project_place FOREIGN KEY(project, place) REFERENCES place (project, id),
    CONSTRAINT fk_inspection_project_inspector FOREIGN KEY(project, inspector) REFERENCES staff (project, id),
    CONSTRAINT fk_inspection_project_partner FOREIGN KEY(project, partner) REFERENCES staff (project, id),
    CONSTRAINT ck_inspection_filled CHECK (started <> '' AND answers <> '' AND recorded_at <> ''),
    CONSTRAINT ck_inspection_abnormal CHECK (abnormal >= 0),
    CONSTRAINT ck_inspection_two_people CHECK (partner IS NULL OR partner <> inspector)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_inspection_day ON inspection (project, day);

CREATE TABLE renovation (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    applicant TEXT NOT NULL,
    phone TEXT NOT NULL,
    company TEXT NOT NULL,
    works TEXT NOT NULL,
    applied_on TEXT NOT NULL,
    permit TEXT NOT NULL,
    permit_from TEXT,
    permit_until TEXT,
    finished_on TEXT,
    accepted_on TEXT,
    accepted_by INTEGER,
    passed INTEGER,
    cancelled_on TEXT,
    note TEXT NOT NULL,
    CONSTRAINT pk_renovation PRIMARY KEY (project, id),
    CONSTRAINT fk_renovation_project_place FOREIGN KEY(project, place) REFERENCES place (project, id),
    CONSTRAINT fk_renovation_project_accepted_by FOREIGN KEY(project, accepted_by) REFERENCES staff (project, id),
    CONSTRAINT ck_renovation_filled CHECK (works <> ''),
    CONSTRAINT ck_renovation_permit CHECK ((permit_from IS NULL) = (permit_until IS NULL) AND (permit_from IS NULL OR permit_from <= permit_until)),
    CONSTRAINT ck_renovation_accepted CHECK ((accepted_on IS NULL) = (passed IS NULL) AND (passed IS NULL OR passed IN (0, 1)))
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_renovation_place ON renovation (project, place);

CREATE TABLE upkeep (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    service TEXT NOT NULL,
    planned_on TEXT NOT NULL,
    grid INTEGER,
    place INTEGER,
    contractor INTEGER,
    done_on TEXT,
    staff INTEGER,
    quantity TEXT NOT NULL,
    accepted_by INTEGER,
    accepted_on TEXT,
    passed INTEGER,
    note TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_upkeep PRIMARY KEY (project, id),
    CONSTRAINT fk_upkeep_project_grid FOREIGN KEY(project, grid) REFERENCES grid (project, id),
    CONSTRAINT fk_upkeep_project_place FOREIGN KEY(project, place) REFERENCES place (project, id),
    CONSTRAINT fk_upkeep_project_contractor FOREIGN KEY(project, contractor) REFERENCES contractor (project, id),
    CONSTRAINT fk_upkeep_project_staff FOREIGN KEY(project, staff) REFERENCES staff (project, id),
    CONSTRAINT fk_upkeep_project_accepted_by FOREIGN KEY(project, accepted_by) REFERENCES staff (project, id),
    CONSTRAINT ck_upkeep_filled CHECK (service <> ''),
    CONSTRAINT ck_upkeep_accepted CHECK ((accepted_on IS NULL) = (passed IS NULL) AND (passed IS NULL OR passed IN (0, 1))),
    CONSTRAINT ck_upkeep_done_first CHECK (accepted_on IS NULL OR (done_on IS NOT NULL AND done_on <= accepted_on)),
    CONSTRAINT ck_upkeep_recorded CHECK ((done_on IS NULL) = (recorded_at = '')),
    CONSTRAINT ck_upkeep_four_eyes CHECK (accepted_by IS NULL OR staff IS NULL OR accepted_by <> staff)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_upkeep_planned_on ON upkeep (project, planned_on);

CREATE TABLE visit (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    day TEXT NOT NULL,
    at TEXT NOT NULL,
    place INTEGER,
    grid INTEGER,
    staff INTEGER NOT NULL,
    mode TEXT NOT NULL,
    outcome TEXT NOT NULL,
    people TEXT NOT NULL,
    note TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_visit PRIMARY KEY (project, id),
    CONSTRAINT fk_visit_project_place FOREIGN KEY(project, place) REFERENCES place (project, id),
    CONSTRAINT fk_visit_project_grid FOREIGN KEY(project, grid) REFERENCES grid (project, id),
    CONSTRAINT fk_visit_project_staff FOREIGN KEY(project, staff) REFERENCES staff (project, id),
    CONSTRAINT ck_visit_filled CHECK (at <> '' AND mode <> '' AND outcome <> '' AND recorded_at <> '')
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_visit_day ON visit (project, day);

CREATE INDEX ix_visit_place ON visit (project, place);

CREATE TABLE inspection_ticket (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    inspection INTEGER NOT NULL,
    point TEXT NOT NULL,
    ticket INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    CONSTRAINT pk_inspection_ticket PRIMARY KEY (project, id),
    CONSTRAINT fk_inspection_ticket_project_inspection FOREIGN KEY(project, inspection) REFERENCES inspection (project, id),
    CONSTRAINT fk_inspection_ticket_project_ticket FOREIGN KEY(project, ticket) REFERENCES ticket (project, id),
    CONSTRAINT uq_inspection_ticket_project_inspection_point_ticket UNIQUE (project, inspection, point, ticket),
    CONSTRAINT ck_inspection_ticket_outcome CHECK (outcome IN ('opened', 'known', 'accepted', 'sent_back'))
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_inspection_ticket_ticket ON inspection_ticket (project, ticket);

CREATE TABLE need (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    visit INTEGER,
    day TEXT NOT NULL,
    place INTEGER,
    grid INTEGER,
    staff INTEGER,
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    solved INTEGER NOT NULL,
    meeting INTEGER,
    ticket INTEGER,
    settled_on TEXT,
    settlement TEXT NOT NULL,
    CONSTRAINT pk_need PRIMARY KEY (project, id),
    CONSTRAINT fk_need_project_visit FOREIGN KEY(project, visit) REFERENCES visit (project, id),
    CONSTRAINT fk_need_project_place FOREIGN KEY(project, place) REFERENCES place (project, id),
    CONSTRAINT fk_need_project_grid FOREIGN KEY(project, grid) REFERENCES grid (project, id),
    CONSTRAINT fk_need_project_staff FOREIGN KEY(project, staff) REFERENCES staff (project, id),
    CONSTRAINT fk_need_project_meeting FOREIGN KEY(project, meeting) REFERENCES meeting (project, id),
    CONSTRAINT fk_need_project_ticket FOREIGN KEY(project, ticket) REFERENCES ticket (project, id),
    CONSTRAINT ck_need_filled CHECK (kind <> '' AND what <> ''),
    CONSTRAINT ck_need_solved CHECK (solved IN (0, 1)),
    CONSTRAINT ck_need_settled CHECK (settled_on IS NULL OR settlement <> '')
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_need_day ON need (project, day);

CREATE INDEX ix_need_meeting ON need (project, meeting);

CREATE INDEX ix_need_visit ON need (project, visit);

CREATE TABLE renovation_event (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    renovation INTEGER NOT NULL,
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    staff INTEGER NOT NULL,
    what TEXT NOT NULL,
    due TEXT,
    mended_on TEXT,
    ticket INTEGER,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_renovation_event PRIMARY KEY (project, id),
    CONSTRAINT fk_renovation_event_project_renovation FOREIGN KEY(project, renovation) REFERENCES renovation (project, id),
    CONSTRAINT fk_renovation_event_project_staff FOREIGN KEY(project, staff) REFERENCES staff (project, id),
    CONSTRAINT fk_renovation_event_project_ticket FOREIGN KEY(project, ticket) REFERENCES ticket (project, id),
    CONSTRAINT ck_renovation_event_filled CHECK (recorded_at <> ''),
    CONSTRAINT ck_renovation_event_kind CHECK (kind IN ('patrol', 'violation') AND (kind = 'patrol' OR what <> '')),
    CONSTRAINT ck_renovation_event_mended CHECK (mended_on IS NULL OR (kind = 'violation' AND day <= mended_on))
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_renovation_event_day ON renovation_event (project, day);

CREATE INDEX ix_renovation_event_renovation ON renovation_event (project, renovation);

CREATE TABLE meeting_item (
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    meeting INTEGER NOT NULL,
    number INTEGER NOT NULL,
    what TEXT NOT NULL,
    owner INTEGER,
    owner_name TEXT NOT NULL,
    due TEXT,
    done_on TEXT,
    result TEXT NOT NULL,
    need INTEGER,
    CONSTRAINT pk_meeting_item PRIMARY KEY (project, id),
    CONSTRAINT fk_meeting_item_project_meeting FOREIGN KEY(project, meeting) REFERENCES meeting (project, id),
    CONSTRAINT fk_meeting_item_project_owner FOREIGN KEY(project, owner) REFERENCES staff (project, id),
    CONSTRAINT fk_meeting_item_project_need FOREIGN KEY(project, need) REFERENCES need (project, id),
    CONSTRAINT uq_meeting_item_project_meeting_number UNIQUE (project, meeting, number),
    CONSTRAINT ck_meeting_item_filled CHECK (what <> ''),
    CONSTRAINT ck_meeting_item_one_owner CHECK (owner IS NULL OR owner_name = '')
)
 WITHOUT ROWID,
 STRICT;
