"""What AIME's time goes into, as ratios within one run, each against its bar: `python -m tests.benchmarks`.

What they found, and what was changed for it:

- The artists of a thousand albums, prefetched, exceed what SQLite takes in one query: a join instead.
- Django's `bulk_update` and `bulk_create` were a third of a run's time: one statement for all rows, with plain values.
- A batch was read back before it was written; now only who still holds it is asked, in one query.
- requests looks up the environment's proxies for every call, a third of its processor time: once for each host.
- Its session merges settings, cookies and redirects that nobody wants here: half of what remained. Straight to its
  adapter now.
- The quality gate split a text again for each rule, with patterns that failed late: 0.4 ms a text, not 0.9, after a
  third had gone before.
- Every system call of a thread lets another one in. A cache file now takes half as many, and JSON's encoder in C.
- What the new items of a chunk have alike was put into the statement five hundred times: once now.
- A search's ten artists were all looked at for pictures: those who may be meant only, half the time of the choice.
- Threads ran dry while a batch was written: the next group is handed out when half of the last are taken.
- The threads of a slice woke each other on the other core, a fifth of the processor time: they share one now. Bare
  threads bound in the same way would gain more; they are measured as anybody would write them.
- Two slices shared a core while the other was half idle: each claims one that no other has.
- The benchmark looked whether a run was over by a new process each time, a third of a core: by one query each time now.
- Tables of remembered names were an eighth of a large run's memory; a fifth of their size is as fast.
- The garbage collector went through all that was imported, a tenth of a worker's time: what stays is set aside.
- Threads waited one by one for the first call of a service to be accepted: together now.
- A worker called one successor only, which a busy cluster took into its hands: workers are called until all are busy.
- Selecting 100,000 albums named each of them in a query: one query for all.
- Each open page counted anew: a look is remembered for a second.
- For five minutes after thousands of files were deleted ext4 makes new ones slowly (SQLite's pace falls by a third), so
  sites vanish at the very end here, and the next run begins with what makes few.
"""
