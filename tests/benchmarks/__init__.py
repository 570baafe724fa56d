"""What AIME's time goes into, as ratios within one run, each against its bar: `python -m tests.benchmarks`.

What they found, and what was changed for it:

- The artists of a thousand albums, prefetched, exceed what SQLite takes in one query: a join instead.
- A batch was read back before it was written; now only who still holds it is asked, in one query.
- The quality gate split a text again for each rule, with patterns that failed late.
- Threads ran dry while a batch was written: the next group is handed out before the last are taken.
- Tables of remembered names were an eighth of a large run's memory; a fifth of their size is as fast.
- Threads waited one by one for the first call of a service to be accepted: together now.
- A worker called one successor only, which a busy cluster took into its hands: workers are called until all are busy.
- Selecting 100,000 albums named each of them in a query: one query for all.
- Each open page counted anew: a look is remembered for a second.
- A page of the wall asked for each album's first artist to sort all of them: where an album stands is kept beside it.
  Its number and its filters read whole rows: an index that holds all they count is four times as quick at 100,000.
  At 100,000 it is still half of the page: of more than 10,000 albums it is told again for a minute, as that of artists.
- What is searched on the wall was searched twice, for the filters and for the covers: once now.
- Folders that are left out were looked up for each album: once now, and not at all while there is none.
- Who is on the shelf was found from all credits: from the few albums that are gone now, and who rests from the items
  that say so, each with its number and its first date in one query. What is cheap to ask is asked first.
- SQLite passes over rows of an index without reading them, if all that decides about them stands in it.
- Each filter of an admin's list made the list anew: those not in use share it, and one query counts them all.
- The settings page: two thirds of its time were spent by Django on making 23 questions, most with five subqueries.
  Those in which nothing varies are written out once for a process (`collection.models.sql`), two fifths less.
  Sorting all artists by their state took as long as reading them: those of whom something is known are counted.
  The pace of earlier runs joined all their items: a phase's counters know. Half of what is left are seven readings of
  all artists or albums. A list of who is pictured is sooner searched than all photos for each artist.
  What the clock or a language varies is told when it is asked (`Told`), a fifth of the page. Each list that an artist
  is looked up in, and each text that is searched for a lock, is a millisecond; nothing else of a row matters. Who left
  the shelf is still found by six questions. Of the rest a quarter is templates, a sixth the count of missing photos.
- Two thirds of a command's start are Django's.
- A poll: a database answers its three questions (whose session, which account, which run) in a twentieth of the time in
  which Django makes them. All are said in SQL now; what holds for an account stays Django's. A look of its own took six
  milliseconds for one question with six subqueries; three plain ones take two. What is remembered is the JSON itself.
- gunicorn's loop wrote to a file twice for each request, for its master: a seventh of a millisecond each on a disk. It
  still sends the head of an answer and its body apart.
- What one column of a list shows was asked with every count of its filters: of the shown rows alone now.
- Django renders the box before a row of the admin by a template: a tenth of the page.
- A command loaded every page of the admin, and checked all addresses, before it did anything: pages come with the
  addresses now. The rest of its start is Django's, and dataclasses, patterns and requests, each a tenth.
- The page of artists made a list of all who have albums before it showed sixty, twice.
- A synchronisation built an album and its artists to see that nothing is new: what a page says is compared with plain
  columns now, as that of a file is, and what is new written as such. Each page was cleaned twice, each address taken
  apart. Of what is left a fifth is the command's start, and two fifths the engine's twenty queries for each page.
- `bulk_update` builds a CASE of each row and column, a tenth of a millisecond each: a statement made once does for all.
- The played Discogs gave one number to two artists of twenty thousand, who took the name from each other each time.
- Python's collector looked through all that a command loads, again and again and once more at its end: a quarter of a
  start. What is frozen is out of its sight, so it may look at the rest often: 25 pages leave 6 MB of garbage.
- A frozen dataclass is written and compiled anew at each start, a third of a millisecond each; a named tuple takes a
  twentieth. Seventy of a hundred that `check` loads were plain answers: 30 ms of 330.
- requests and urllib3 are a tenth of a start, and Redis' client 6 MB of each process: loaded where they are needed.
- A process writes to 10 MB of what it shares as soon as it asks the database, for Python counts references within its
  objects, and to 20 MB when it works: what saves memory is a process fewer. django-q2 forked one for its guard.
- A worker holds 25 MB more after a run, of which half a dozen are in use: a fresh one takes its place.
- Hundreds of tests imported the sample anew: once imported, its rows are put back. Pages that only serve to count rows
  are not made, and where any number of albums above ten shows the rule there are thirty, or sixteen.
- Python's collector took a twelfth of the tests' time, and a third of their gathering: it passes over what stays.
- Tests wrote 2,100 albums by Django's `save`, and what is searched of each was asked for anew: written as an import
  writes them, less than half.
- For five minutes after thousands of files were deleted ext4 makes new ones slowly (SQLite's pace falls by a third), so
  sites vanish at the very end here, and the next run begins with what makes few.

What was bought for a race against bare threads alone is gone again: cores claimed by slices, growing groups, a frozen
collector, requests sent past their session. It saved milliseconds of items that services allow one to three of a
second.
"""
