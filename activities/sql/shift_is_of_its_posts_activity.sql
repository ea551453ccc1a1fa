-- A shift repeats which activity its post is of.
SELECT post.activity_id INTO NEW.activity_id
  FROM activities_post AS post
 WHERE post.id = NEW.post_id;
RETURN NEW;
