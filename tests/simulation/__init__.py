"""Simulated lives: the real service under a clock, platforms and faults that a seed decides.

    make simulate SEEDS=10000
    python -m tests.simulation --seed 4711

A seed draws an organization's platforms and a list of steps (`life`): what people do (`acts`) and
what goes wrong (`faults`). The loops of the service run as tasks on a loop whose time stands still
while anything is to be done (`loop`); each port they wait at may fail, or the process may stop
there (`process`, `platform`). A witness beside the workflows knows what was decided and committed
(`witness`), and rules compare that with what the database and the chats say (`invariants`). A seed
that breaks a rule is shrunk to the steps that it takes (`shrinking`). Deliberate faults of the
product show that the rules have teeth (`mutants`).
"""
