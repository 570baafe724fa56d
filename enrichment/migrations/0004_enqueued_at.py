from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("enrichment", "0003_artist_identity")]

    operations = [migrations.RenameField(model_name="enrichmentrun", old_name="rung_at", new_name="enqueued_at")]
