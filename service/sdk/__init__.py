"""What a workflow is written with: one decision (`Turn`), what may happen when (`transitions`),
forms, the life of an activity, and the parts that several workflows share. Pure, like core.

`docs/writing-a-workflow.md` goes from nothing to a working kind of activity.
"""
