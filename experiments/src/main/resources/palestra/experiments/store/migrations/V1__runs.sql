-- Portable between SQLite and PostgreSQL. Structured values are JSON texts, times are ISO 8601 in UTC.
create table runs (
    id               text primary key,
    path             text not null,
    kind             text not null,
    learner          text not null,
    task             text not null,
    reward_threshold double precision,
    config_name      text not null,
    config_json      text not null,
    config_hash      text not null,
    seed             bigint not null,
    requested_steps  bigint not null,
    steps            bigint not null,
    seconds          double precision not null,
    steps_per_second double precision not null,
    phases_json      text not null,
    status           text not null,
    git_commit       text not null,
    versions_json    text not null,
    created_at       text not null
);

create index runs_by_task on runs (task, learner);

create table evaluations (
    run_id       text not null references runs (id) on delete cascade,
    checkpoint   text not null,
    seed         bigint not null,
    episodes     integer not null,
    mean_return  double precision,
    returns_json text not null,
    lengths_json text not null,
    primary key (run_id, checkpoint, seed)
);

create table model_metrics (
    run_id   text not null references runs (id) on delete cascade,
    position integer not null,
    name     text not null,
    value    double precision,
    primary key (run_id, name)
);
