"""Video and sound: what the container says, frames where the scene changes, subtitles; by ffmpeg as a process."""
