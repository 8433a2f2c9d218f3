namespace Portal.Fleet.Consoles.Storage;

/// <summary>Screens beside the bytes. They are a shortcut: where one is missing or damaged, it is made again from the bytes.</summary>
internal sealed partial class ServerRecord
{
    /// <summary>What waits for the disk, when that takes nothing.</summary>
    private const int MostScreensWaiting = 256;

    // Not on disk yet, oldest first.
    private readonly List<Keyframe> _screens = [];

    // A screen shows what was printed before: once a policy was in force that lets nothing reach the disk, no screen does until the next start.
    private volatile bool _keepsScreens = true;

    public void KeepScreen(in Keyframe frame)
    {
        lock (_lock)
        {
            if (!IsDurable || !_keepsScreens || _deleted)
                return;
            _screens.Add(frame);
            if (_screens.Count > MostScreensWaiting)
                _screens.RemoveAt(0);
        }
    }

    public Keyframe? FindScreen(long offset)
    {
        lock (_lock)
        {
            for (var index = _screens.Count - 1; index >= 0; index--)
            {
                if (_screens[index].Offset <= offset)
                    return _screens[index];
            }
        }

        try
        {
            foreach (var stretch in ScreenFile.Stretches(_directory).Where(stretch => stretch <= offset >> ScreenFile.StretchBits).OrderDescending())
            {
                if (ScreenFile.Find(_store.Disk, ScreenFile.PathOf(_directory, stretch), offset) is { } frame)
                    return frame;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The file was dropped this moment, or cannot be read: there are the bytes.
        }

        return null;
    }

    /// <summary>Writes the screens that wait, and drops those of bytes that are no longer kept. The background's work.</summary>
    public void StoreScreens()
    {
        Keyframe[] waiting;
        long first;
        lock (_files)
        {
            lock (_lock)
            {
                waiting = [.. _screens];
                first = FirstOrNull() ?? 0;
            }

            if (_deleted)
                return;
            foreach (var stretch in ScreenFile.Stretches(_directory).Where(stretch => (stretch + 1) << ScreenFile.StretchBits <= first).ToArray())
                File.Delete(ScreenFile.PathOf(_directory, stretch));
            if (waiting.Length == 0)
                return;
            PrivateFiles.CreateDirectory(_directory);
            foreach (var frame in waiting)
                ScreenFile.Append(_store.Disk, _directory, frame);
        }

        lock (_lock)
            _screens.RemoveAll(frame => Array.Exists(waiting, written => written.Offset == frame.Offset));
    }
}
