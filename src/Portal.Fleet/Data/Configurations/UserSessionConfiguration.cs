using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Access;
using Portal.Fleet.SignIn;

namespace Portal.Fleet.Data.Configurations;

internal sealed class UserSessionConfiguration : IEntityTypeConfiguration<UserSession>
{
    public void Configure(EntityTypeBuilder<UserSession> builder)
    {
        builder.ToTable("UserSessions");
        builder.HasKey(session => session.Id);
        builder.Property(session => session.KeyHash).HasMaxLength(32);
        builder.Property(session => session.Stamp).HasMaxLength(64);
        builder.Property(session => session.Address).HasMaxLength(64);
        builder.Property(session => session.Agent).HasMaxLength(256);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(session => session.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(session => session.KeyHash).IsUnique();
        builder.HasIndex(session => session.ExpiresAt);
    }
}
