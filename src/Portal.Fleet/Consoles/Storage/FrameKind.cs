namespace Portal.Fleet.Consoles.Storage;

/// <summary>What a frame of the commit log says. The numbers are on disk.</summary>
internal enum FrameKind : byte
{
    /// <summary>Bytes that a console printed.</summary>
    Data = 1,

    /// <summary>Bytes are missing before the frame's offset.</summary>
    Gap = 2,

    /// <summary>The server's record was deleted: what the log holds of it before is void.</summary>
    Deleted = 3,

    /// <summary>The portal stopped in order: nothing was printed that is not recorded.</summary>
    Closed = 4,

    /// <summary>The portal ran at this time: a crash later cannot have been before.</summary>
    Alive = 5,
}
