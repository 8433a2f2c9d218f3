using System.Globalization;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Links;

/// <summary>
/// The numbers of the sessions that each BMC may still hold for us, in a small file each: after a crash the portal knows its own sessions from a stranger's.
/// They need not survive the machine, and a note that cannot be written costs a minute's wait at worst.
/// </summary>
internal sealed class SessionNotes(FleetPaths paths)
{
    /// <summary>More than a BMC has for us.</summary>
    private const int Most = 8;

    private readonly string _directory = Path.Combine(paths.DataDirectory, "sessions");

    public IReadOnlyList<uint> Read(BmcId id)
    {
        try
        {
            return [.. File.ReadLines(PathOf(id)).Take(Most).Select(line => uint.TryParse(line, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number) ? number : 0).Where(number => number != 0)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    public void Write(BmcId id, IReadOnlyCollection<uint> sessions)
    {
        try
        {
            if (sessions.Count == 0)
            {
                File.Delete(PathOf(id));
                return;
            }

            PrivateFiles.CreateDirectory(_directory);

            // In one piece: a kill in between must leave the old note or the new one.
            File.WriteAllLines(PathOf(id) + ".new", sessions.TakeLast(Most).Select(session => session.ToString("x8", CultureInfo.InvariantCulture)));
            File.Move(PathOf(id) + ".new", PathOf(id), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As said above.
        }
    }

    private string PathOf(BmcId id) => Path.Combine(_directory, id.ToString());
}
