"""Was passt: Profil, Passung, Rangfolge, Vielfalt, Gründe und die Messung der Güte."""
