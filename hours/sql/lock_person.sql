-- All that happens to one person's timeline happens one after the other.
SELECT FROM volunteers_volunteer WHERE id = %(volunteer)s FOR NO KEY UPDATE;
